import Documents
import Dragoman
import Foundation
import Testing

/// OpenDocument files and EPUBs by real programs, which `Making/opendocument.py` makes. Translations to capitals go to
/// the folder `written`.
@Suite(.enabled(if: MadeFiles.areThere))
struct MadeOpenDocumentTests {
  private static let formats = [
    "odt": "odt", "ott": "odt", "fodt": "odt", "ods": "ods", "fods": "ods", "odp": "odp", "fodp": "odp",
    "epub": "epub",
  ]

  private static let files = MadeFiles.files("opendocument", types: Set(formats.keys))

  @Test func theyComeBackAsTheyWere() async throws {
    let files = Self.files
    // Where there is no LibreOffice, there are fewer.
    let isComplete = files.contains { $0.lastPathComponent.hasPrefix("python-docx") }
    for type in isComplete ? ["odt", "ods", "odp", "epub"] : ["epub"] {
      #expect(files.count { $0.pathExtension == type } >= 10)
    }
    for file in files {
      let bytes = try Data(contentsOf: file)
      let format = try FormatRegistry.standard.format(of: DocumentSource(bytes))
      #expect(format.name == Self.formats[file.pathExtension], "\(file.lastPathComponent)")
      #expect(try await FormatTesting.unchanged(format, bytes) == bytes)
      let document = try OfficeTesting.parse(format, bytes, to: .english)
      #expect(!document.units.isEmpty)
      let units = document.units.map { TranslatedUnit(id: $0.id, text: $0.text, tags: $0.tags) }
      let again = try OfficeTesting.parse(format, try document.write(units), to: .english)
      #expect(again.units.map(\.text) == document.units.map(\.text), "\(file.lastPathComponent)")
    }
  }

  @Test func whatIsNoTextStaysAsItWas() async throws {
    let documents = DocumentTranslator(engine: MirrorEngine(reversesWords: true))
    for file in Self.files {
      let bytes = try Data(contentsOf: file)
      let result = try await documents.translate(
        DocumentSource(bytes, name: file.path), options: DocumentOptions(source: .english, target: .french))
      try MadeFiles.leave(result.bytes, file.lastPathComponent, in: "written")
      let format = try FormatRegistry.standard.format(of: DocumentSource(result.bytes))
      let again = try OfficeTesting.parse(format, result.bytes, to: .english)
      // Notes change places with the words that they belong to.
      #expect(
        again.units.map(\.text).sorted() == result.units.map(\.text).sorted(), "\(file.lastPathComponent)")
      guard bytes.starts(with: Data("PK".utf8)) else { continue }
      let before = try ZipPackage(bytes, format: "zip", limits: DocumentLimits())
      let after = try ZipPackage(result.bytes, format: "zip", limits: DocumentLimits())
      #expect(before.members.map(\.name) == after.members.map(\.name))
      #expect(DocumentSample(bytes).archive?.mediaType == DocumentSample(result.bytes).archive?.mediaType)
      for name in before.members.map(\.name)
      where !["xml", "xhtml", "html", "opf", "ncx"].contains((name as NSString).pathExtension)
        || name.hasPrefix("META-INF")
      {
        #expect(try before.read(name) == after.read(name))
      }
    }
  }
}
