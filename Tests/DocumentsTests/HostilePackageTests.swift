import Documents
import Dragoman
import Foundation
import Testing

struct HostilePackageTests {
  private func failure(_ bytes: Data, name: String = "a.docx", limits: DocumentLimits = DocumentLimits())
    throws
    -> DocumentError
  {
    var options = DocumentOptions(source: .english, target: .french)
    options.limits = limits
    let source = DocumentSource(bytes, name: name)
    return try #require(
      throws: DocumentError.self,
      performing: { _ = try FormatRegistry.standard.format(of: source).parse(source, options: options) })
  }

  private static let sound = OfficeTesting.docx("<w:p><w:r><w:t>Word</w:t></w:r></w:p>")

  @Test func namesMustStayInside() throws {
    for name in ["../a.xml", "word/../../a", "/etc/a", "..\\a", "C:\\a", "a/.."] {
      let bytes = ZipWriting.archive([
        ZipWriting.Member("[Content_Types].xml", "<Types/>"), ZipWriting.Member("word/a", ""),
        ZipWriting.Member(name, "x"),
      ])
      let error = try failure(bytes)
      #expect(error.kind == .unsafe && error.place == .part(name))
    }
  }

  @Test func passwordsAreNamed() throws {
    let member = ZipWriting.Member("[Content_Types].xml", "<Types/>", flags: 1)
    let error = try failure(ZipWriting.archive([member, ZipWriting.Member("word/a", "")]))
    #expect(error.kind == .unsupported && error.reason.contains("encrypted"))
    let old = try failure(Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) + Data(count: 600))
    #expect(old.kind == .unsupported && old.reason.contains("password"))
  }

  @Test func declaredSizesAreNotBelieved() throws {
    let huge = ZipWriting.Member("word/document.xml", "x", isDeflated: true, declaredSize: 1 << 30)
    let types = ZipWriting.Member("[Content_Types].xml", "<Types/>")
    #expect(try failure(ZipWriting.archive([types, huge])).kind == .tooLarge)
    let short = ZipWriting.Member(
      "[Content_Types].xml", String(repeating: " ", count: 5000), isDeflated: true, declaredSize: 10)
    #expect(try failure(ZipWriting.archive([short, ZipWriting.Member("word/a", "")])).kind == .damaged)
  }

  @Test func expansionIsLimited() throws {
    let package = try ZipPackage(Self.sound, format: "docx", limits: DocumentLimits())
    let bomb = try package.write(replacing: ["word/document.xml": Data(count: 40 << 20)])
    #expect(bomb.count < 100_000)
    #expect(try failure(bomb).kind == .tooLarge)
    // As if it said nothing of its size.
    var lying = bomb
    let size = Data([0, 0, 0x80, 2])
    while let found = lying.range(of: size) { lying.replaceSubrange(found, with: [1, 0, 0, 0]) }
    #expect([.tooLarge, .damaged].contains(try failure(lying).kind))
    var limits = DocumentLimits()
    limits.parts = 1
    #expect(try failure(Self.sound, limits: limits).kind == .tooLarge)
  }

  @Test(arguments: [
    "<!DOCTYPE w [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;&a;&a;\">]><w>&c;</w>",
    "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w>&a;</w>",
    "<!DOCTYPE w SYSTEM \"http://localhost/x.dtd\"><w/>",
  ])
  func entitiesAreRefused(xml: String) throws {
    let error = try failure(
      OfficeTesting.package([("word/document.xml", "wordprocessingml.document.main+xml", xml)]))
    #expect(error.kind == .unsafe && error.place == .part("word/document.xml"))
  }

  @Test(arguments: ["<a><b></a>", "<a>&x;</a>", "<a b='1' b='2'/>", "text", "", "<a", "<x:a/>"])
  func damagedPartsAreNamed(xml: String) throws {
    let error = try failure(
      OfficeTesting.package([("word/document.xml", "wordprocessingml.document.main+xml", xml)]))
    #expect(error.kind == .damaged && error.place == .part("word/document.xml"), "\(error)")
  }

  @Test func depthIsLimited() throws {
    let deep = String(repeating: "<w:x>", count: 300) + String(repeating: "</w:x>", count: 300)
    #expect(try failure(OfficeTesting.docx(deep)).kind == .tooLarge)
  }

  @Test func truncatedFilesAreDamaged() throws {
    for length in [30, 100, Self.sound.count / 2, Self.sound.count - 1] {
      let error = try failure(Self.sound.prefix(length))
      #expect([.damaged, .unsupported].contains(error.kind), "\(error)")
    }
  }

  @Test func contentDecidesNotTheName() throws {
    let registry = FormatRegistry.standard
    #expect(try registry.format(of: DocumentSource(Self.sound, name: "a.xlsx")).name == "docx")
    #expect(
      try registry.format(of: DocumentSource(OfficeTesting.xlsx(strings: ""), name: "a.docx")).name == "xlsx")
    #expect(
      try registry.format(of: DocumentSource(OfficeTesting.pptx(slide: ""), name: "a.docx")).name == "pptx")
    #expect(
      throws: DocumentError.self,
      performing: { try OfficeTesting.parse(PptxFormat(), Self.sound) })
    #expect(try registry.format(of: DocumentSource(Data("words".utf8), name: "a.docx")).name != "docx")
  }
}
