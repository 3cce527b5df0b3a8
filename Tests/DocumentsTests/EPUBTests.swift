import Documents
import Dragoman
import Foundation
import Testing

struct EPUBTests {
  private func texts(_ bytes: Data) throws -> [String] {
    try OfficeTesting.parse(EPUBFormat(), bytes).units.map(\.text)
  }

  private func rewritten(
    _ body: String, to target: LanguageTag = .french, engine: MirrorEngine = MirrorEngine()
  ) async throws -> String {
    let page = try await OfficeTesting.rewritten(
      EPUBFormat(), EPUBTesting.book(EPUBTesting.page(body)), part: "OPS/text/a b.xhtml", to: target,
      engine: engine)
    let start = try #require(page.range(of: "xmlns:svg=\"s\">"))
    let end = try #require(page.range(of: "</body>"))
    return String(page[start.upperBound..<end.lowerBound])
  }

  @Test func pagesComeInTheOrderOfReading() throws {
    let bytes = EPUBTesting.book(EPUBTesting.page("<h1>First chapter</h1><p>A <b>red</b> boat.</p>"))
    #expect(
      try texts(bytes) == [
        "One", "First chapter", "A red boat.", "One", "First chapter", "The boat", "First chapter",
        "The boat",
      ])
    let ids = try OfficeTesting.parse(EPUBFormat(), bytes).units.map(\.id)
    #expect(Set(ids).count == ids.count && ids.first == "OPS/text/a b.xhtml/title[1]")
    #expect(try FormatRegistry.standard.format(of: DocumentSource(bytes, name: "a.zip")).name == "epub")
  }

  @Test func pagesStayXML() async throws {
    let anchor = "<a id=\"p1\"/>"
    let body =
      "<p>\(anchor)The <a href=\"x\">boat \(anchor)sails</a>\u{A0}&amp; <i>turns</i>.<br/>No&#160;wind &lt;</p><p/><p><img src=\"x\" alt='A \"red\" boat'/></p>"
    #expect(
      try await rewritten(body)
        == "<p>\(anchor)THE <a href=\"x\">BOAT \(anchor)SAILS</a>&#160;&amp; <i>TURNS</i>.<br/>NO&#160;WIND &lt;</p><p/><p><img src=\"x\" alt='A \"RED\" BOAT'/></p>"
    )
    // Blocks in links and links in blocks.
    let mixed = "<div>Some words <a href=\"x\">and <i>more <p>of them</p> behind</i></a> it <b>all</b></div>"
    for engine in [MirrorEngine(), MirrorEngine(reversesWords: true)] {
      let result = try await rewritten(mixed, engine: engine)
      #expect(result.count(of: "<i>") == 1 && result.count(of: "</a>") == 1)
    }
  }

  @Test func namesOfCharactersBecomeCharacters() async throws {
    let page =
      "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">"
      + "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>One&nbsp;caf&eacute; &mdash; two</p></body></html>"
    let result = try await OfficeTesting.rewritten(
      EPUBFormat(), EPUBTesting.book(page, version: "2.0"), part: "OPS/text/a b.xhtml")
    #expect(result.contains("<p>ONE&#160;CAFÉ — TWO</p>"), "\(result)")
    #expect(result.contains("<html xml:lang=\"fr\" xmlns"), "\(result)")
  }

  @Test func notesAndReadings() async throws {
    let note = "<a epub:type=\"noteref\" href=\"#n\">12</a>"
    let body =
      "<p>The boat\(note) <ruby>sails<rp>(</rp><rt>reading</rt><rp>)</rp></ruby> far<math xmlns=\"m\"><mi>x</mi></math> <m:math><m:mi>word</m:mi></m:math>away.</p>"
    #expect(try texts(EPUBTesting.book(EPUBTesting.page(body))).contains("The boat sails far away."))
    let result = try await rewritten(body)
    #expect(result.hasPrefix("<p>THE BOAT\(note) <ruby>SAILS</ruby> FAR<math"), "\(result)")
    #expect(result.contains("<m:mi>word</m:mi></m:math>AWAY.</p>"), "\(result)")
  }

  @Test func theBookSaysItsLanguage() async throws {
    let bytes = EPUBTesting.book(EPUBTesting.page("<p>Words</p>"))
    let book = try await OfficeTesting.rewritten(EPUBFormat(), bytes, part: "OPS/book.opf", to: .arabic)
    #expect(book.contains("<dc:language>ar</dc:language>") && book.contains("<dc:title>THE BOAT</dc:title>"))
    #expect(
      book.contains("<dc:creator>A Sailor<") && book.contains("<spine page-progression-direction=\"rtl\">"))
    let labels = try await OfficeTesting.rewritten(EPUBFormat(), bytes, part: "OPS/toc.ncx", to: .arabic)
    #expect(labels.contains("xml:lang=\"ar\"><docTitle><text>THE BOAT</text>"))
    #expect(labels.contains("<text>A Sailor</text>") && labels.contains("<text>FIRST CHAPTER</text>"))
    let page = try await OfficeTesting.rewritten(EPUBFormat(), bytes, part: "OPS/text/a b.xhtml", to: .arabic)
    #expect(page.contains("<html dir=\"rtl\" xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"ar\">"))
    let old = EPUBTesting.book(EPUBTesting.page("<p>Words</p>"), version: "2.0", spine: "<spine toc=\"ncx\">")
    let list = try await OfficeTesting.rewritten(EPUBFormat(), old, part: "OPS/book.opf", to: .arabic)
    #expect(list.contains("<spine toc=\"ncx\">"))
    #expect(try OfficeTesting.parse(EPUBFormat(), bytes).declaredLanguage?.code == "en-GB")
  }

  @Test func descriptionsMayBeHTML() async throws {
    let bytes = EPUBTesting.book(
      EPUBTesting.page("<p>Words</p>"),
      metadata: "<dc:description>&lt;p&gt;A &lt;b&gt;red&lt;/b&gt; boat&lt;/p&gt;</dc:description>")
    #expect(try texts(bytes).contains("A red boat"))
    let book = try await OfficeTesting.rewritten(EPUBFormat(), bytes, part: "OPS/book.opf")
    #expect(
      book.contains("<dc:description>&lt;p&gt;A &lt;b&gt;RED&lt;/b&gt; BOAT&lt;/p&gt;</dc:description>"),
      "\(book)")
  }

  @Test func theTypeStaysFirst() async throws {
    let bytes = EPUBTesting.book(EPUBTesting.page("<p>Words</p>"))
    #expect(try await FormatTesting.unchanged(EPUBFormat(), bytes) == bytes)
    let result = try await DocumentTranslator(engine: MirrorEngine()).translate(
      DocumentSource(bytes), options: DocumentOptions(source: .english, target: .french))
    let listing = try #require(ZipListing(result.bytes))
    #expect(listing.mediaType == "application/epub+zip" && listing.members == ZipListing(bytes)?.members)
  }

  private func failure(_ bytes: Data) throws -> DocumentError {
    try #require(throws: DocumentError.self, performing: { _ = try OfficeTesting.parse(EPUBFormat(), bytes) })
  }

  @Test func whatCannotBeReadSaysWhy() throws {
    func encryption(_ method: String) -> [(name: String, content: String)] {
      [
        (
          "META-INF/encryption.xml",
          "<encryption xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><e:EncryptedData xmlns:e=\"http://www.w3.org/2001/04/xmlenc#\"><e:EncryptionMethod Algorithm=\"\(method)\"/></e:EncryptedData></encryption>"
        )
      ]
    }
    let page = EPUBTesting.page("<p>Words</p>")
    let locked = try failure(
      EPUBTesting.book(page, parts: encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")))
    #expect(locked.kind == .unsupported && locked.place == .part("META-INF/encryption.xml"))
    #expect(
      try !texts(EPUBTesting.book(page, parts: encryption("http://www.idpf.org/2008/embedding"))).isEmpty)
    let empty = ZipWriting.archive([ZipWriting.Member("mimetype", "application/epub+zip")])
    #expect(try failure(empty).kind == .damaged)
    #expect(try failure(EPUBTesting.book("<p>\u{FF}", parts: []).prefix(400)).kind == .damaged)
  }

  @Test func pagesThatAreNoXMLAreReadAllTheSame() async throws {
    let bytes = EPUBTesting.book("<html><body><p>One <b>word<p>Another</body>")
    #expect(try texts(bytes).prefix(2) == ["One word", "Another"])
    let result = try await OfficeTesting.rewritten(EPUBFormat(), bytes, part: "OPS/text/a b.xhtml")
    #expect(result.contains("<p>ONE <b>WORD<p>ANOTHER</body>"))
  }
}
