import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

struct OpenDocumentTests {
  private let format = OpenDocumentFormat(.text)
  private static let bold =
    "<style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"
  private static let session =
    "<style:style style:name=\"S\" style:family=\"text\"><style:text-properties rsid:rsid=\"0012\" fo:language=\"en\"/></style:style>"
  private static let raised =
    "<style:style style:name=\"R\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>"
  private static let hidden =
    "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>"
  private static let styles = bold + session + raised + hidden

  private func texts(_ body: String) throws -> [String] {
    try OfficeTesting.parse(format, OpenDocumentTesting.package(body, styles: Self.styles)).units.map(\.text)
  }

  private func rewritten(_ body: String, engine: MirrorEngine = MirrorEngine()) async throws -> String {
    let content = try await OfficeTesting.rewritten(
      format, OpenDocumentTesting.package(body, styles: Self.styles), part: "content.xml", engine: engine)
    let start = try #require(content.range(of: "<office:text>"))
    let end = try #require(content.range(of: "</office:text>"))
    return String(content[start.upperBound..<end.lowerBound])
  }

  private static func span(_ text: String, _ style: String) -> String {
    "<text:span text:style-name=\"\(style)\">\(text)</text:span>"
  }

  @Test func spansThatLookAlikeAreOneText() async throws {
    let body =
      "<text:p text:style-name=\"P1\">The \(Self.span("fer", "S"))ry leaves\n  at \(Self.span("ni", "B"))\(Self.span(Self.span("ne", "B"), "S")) o'clock &amp; ten.</text:p>"
    #expect(try texts(body) == ["The ferry leaves at nine o'clock & ten."])
    #expect(
      try await rewritten(body)
        == "<text:p text:style-name=\"P1\">THE FERRY LEAVES AT \(Self.span("NINE", "B")) O'CLOCK &amp; TEN.</text:p>"
    )
    #expect(
      try await rewritten(body, engine: MirrorEngine(reversesWords: true))
        == "<text:p text:style-name=\"P1\">TEN O'CLOCK \(Self.span("NINE", "B")) AT LEAVES FERRY &amp; THE.</text:p>"
    )
    let whole = "<text:h>\(Self.span("All of it", "B"))</text:h>"
    #expect(try await rewritten(whole) == "<text:h>\(Self.span("ALL OF IT", "B"))</text:h>")
  }

  @Test func linksStayAroundTheirWords() async throws {
    let link = "<text:a xlink:href=\"x\" office:name=\"n\">"
    let body =
      "<text:p>See \(link)\(Self.span("the table", "L"))</text:a> of \(Self.span("boats \(link)here</text:a>", "B")).</text:p>"
    #expect(try texts(body) == ["See the table of boats here."])
    #expect(
      try await rewritten(body)
        == "<text:p>SEE \(link)\(Self.span("THE TABLE", "L"))</text:a> OF \(Self.span("BOATS", "B")) \(Self.span("\(link)HERE</text:a>", "B")).</text:p>"
    )
  }

  @Test func notesStayBehindTheirWord() async throws {
    let note =
      "<text:note text:id=\"f\" text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>On Sundays.</text:p></text:note-body></text:note>"
    let body = "<text:p>The boat\(note) leaves.</text:p>"
    #expect(try texts(body) == ["The boat leaves.", "On Sundays."])
    let result = try await rewritten(body, engine: MirrorEngine(reversesWords: true))
    #expect(
      result
        == "<text:p>LEAVES BOAT\(note.replacingOccurrences(of: "On Sundays.", with: "SUNDAYS ON.")) THE.</text:p>"
    )
  }

  @Test func spacesTabsAndBreaks() async throws {
    let body =
      "<text:p>Name:<text:tab/>the harbour<text:line-break/>of  the<text:s/> north<text:s text:c=\"12\"/>Signed<text:soft-page-break/> here<text:line-break/><text:line-break/>End</text:p>"
    #expect(try texts(body) == ["Name:", "the harbour of the north", "Signed here", "End"])
    #expect(
      try await rewritten(body)
        == "<text:p>NAME:<text:tab/>THE HARBOUR<text:line-break/>OF THE NORTH<text:s text:c=\"12\"/>SIGNED HERE<text:line-break/><text:line-break/>END</text:p>"
    )
  }

  @Test func fieldsAreLeftAlone() async throws {
    let page = "<text:page-number text:select-page=\"current\">7</text:page-number>"
    let mark = "<text:bookmark-start text:name=\"m\"/>"
    let body = "<text:p>Page \(page) of \(mark)the <text:bookmark-end text:name=\"m\"/>book</text:p>"
    #expect(try texts(body) == ["Page `7` of the book"])
    #expect(
      try await rewritten(body)
        == "<text:p>PAGE \(page) OF \(mark)THE <text:bookmark-end text:name=\"m\"/>BOOK</text:p>")
    #expect(try texts("<text:p><text:date>5 May</text:date></text:p>").isEmpty)
  }

  @Test func raisedMarksAndHiddenTextStandAlone() async throws {
    let body = "<text:p>Some area\(Self.span("2", "R")) is \(Self.span("secret ", "H"))low</text:p>"
    #expect(try texts(body) == ["Some area is low"])
    #expect(
      try await rewritten(body)
        == "<text:p>SOME AREA\(Self.span("2", "R")) IS \(Self.span("secret ", "H"))LOW</text:p>")
  }

  @Test func readingsOfWordsAreDropped() async throws {
    let body =
      "<text:p>The <text:ruby><text:ruby-base>word</text:ruby-base><text:ruby-text>reading</text:ruby-text></text:ruby> is read.</text:p>"
    #expect(try texts(body) == ["The word is read."])
    #expect(try await rewritten(body) == "<text:p>THE WORD IS READ.</text:p>")
  }

  @Test func whatWasDeletedIsNotTranslated() async throws {
    let past =
      "<text:tracked-changes><text:changed-region><text:deletion><text:p>old words</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    let inside = "<text:change-start text:change-id=\"c\"/>"
    let body = "\(past)<text:p>New \(inside)words<text:change-end text:change-id=\"c\"/> came.</text:p>"
    #expect(try texts(body) == ["New words came."])
    #expect(
      try await rewritten(body)
        == "\(past)<text:p>NEW \(inside)WORDS<text:change-end text:change-id=\"c\"/> CAME.</text:p>")
  }

  @Test func picturesCommentsAndIndexes() throws {
    let body =
      "<text:p>A boat<draw:frame><draw:text-box><text:p>In the box</text:p></draw:text-box><svg:title>Boat</svg:title><svg:desc>A red boat</svg:desc></draw:frame><office:annotation><dc:creator>Reader</dc:creator><text:p>Is it?</text:p></office:annotation></text:p>"
      + "<text:table-of-content><text:table-of-content-source><text:index-title-template>Contents</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title><text:p>Contents</text:p></text:index-title><text:p><text:a xlink:href=\"#x\">First chapter<text:tab/>3</text:a></text:p></text:index-body></text:table-of-content>"
    #expect(
      try texts(body) == [
        "A boat", "In the box", "Boat", "A red boat", "Is it?", "Contents", "Contents", "First chapter",
      ])
    var options = DocumentOptions(source: .english, target: .french)
    options.parts = []
    let document = try format.parse(
      DocumentSource(OpenDocumentTesting.package(body, styles: Self.styles)), options: options)
    #expect(document.units.map(\.text) == ["A boat", "In the box", "Contents", "Contents", "First chapter"])
  }

  @Test func hiddenSectionsNeedToBeAskedFor() throws {
    let body =
      "<text:section text:display=\"none\"><text:p>Hidden words</text:p></text:section><text:p>Seen</text:p>"
    #expect(try texts(body) == ["Seen"])
    var options = DocumentOptions(source: .english, target: .french)
    options.parts.insert(.hidden)
    let document = try format.parse(DocumentSource(OpenDocumentTesting.package(body)), options: options)
    #expect(document.units.count == 2)
  }

  @Test func headersAndMetadataAreRead() throws {
    let styles = OpenDocumentTesting.styles(
      "<office:master-styles><style:master-page><style:header><text:p>The head</text:p></style:header><style:footer style:display=\"false\"><text:p>Unseen</text:p></style:footer></style:master-page></office:master-styles>"
    )
    let metadata =
      "<office:document-meta \(OpenDocumentTesting.names)><office:meta><dc:title>The title</dc:title><meta:keyword>boats</meta:keyword><dc:creator>Somebody</dc:creator></office:meta></office:document-meta>"
    let bytes = OpenDocumentTesting.package(
      "<text:p>Words</text:p>", parts: [("styles.xml", styles), ("meta.xml", metadata)])
    #expect(
      try OfficeTesting.parse(format, bytes).units.map(\.text) == ["Words", "The head", "The title", "boats"])
  }

  // MARK: - Languages

  private static let defaults =
    "<office:styles><style:default-style style:family=\"paragraph\"><style:paragraph-properties style:writing-mode=\"page\" fo:text-align=\"left\"/><style:text-properties fo:language=\"de\" fo:country=\"DE\" style:language-asian=\"zxx\" style:country-asian=\"none\" style:rfc-language-tag=\"de-DE-x\"/></style:default-style></office:styles>"

  private func settings(_ target: LanguageTag, styles: String = defaults) async throws -> String {
    let bytes = OpenDocumentTesting.package(
      "<text:p>Words</text:p>", parts: [("styles.xml", OpenDocumentTesting.styles(styles))])
    let result = try await OfficeTesting.rewritten(format, bytes, part: "styles.xml", to: target)
    return String(result.drop { $0 != ">" }.dropFirst())
  }

  @Test func theLanguageIsSet() async throws {
    #expect(
      try await settings(.french).contains(
        "writing-mode=\"page\" fo:text-align=\"left\"/><style:text-properties fo:language=\"fr\" fo:country=\"FR\" style:language-asian=\"zxx\" style:country-asian=\"none\"/>"
      ))
    #expect(
      try await settings(.simplifiedChinese).contains(
        "fo:language=\"de\" fo:country=\"DE\" style:language-asian=\"zh\" style:country-asian=\"CN\""))
    #expect(
      try await settings(.arabic).contains(
        "style:writing-mode=\"rl-tb\" fo:text-align=\"start\"/><style:text-properties fo:language=\"de\" fo:country=\"DE\" style:language-asian=\"zxx\" style:country-asian=\"none\" style:rfc-language-tag=\"de-DE-x\" style:language-complex=\"ar\" style:country-complex=\"SA\"/>"
      ))
    let bare =
      "<office:styles><style:default-style style:family=\"paragraph\"><style:text-properties/></style:default-style></office:styles>"
    #expect(
      try await settings(.arabic, styles: bare).contains(
        "<style:paragraph-properties style:writing-mode=\"rl-tb\"/><style:text-properties style:language-complex=\"ar\" style:country-complex=\"SA\"/>"
      ))
  }

  // MARK: - Files

  @Test func flatFilesAreRead() async throws {
    let flat =
      "<?xml version=\"1.0\"?>\n<office:document \(OpenDocumentTesting.names) office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:meta><dc:language>en</dc:language></office:meta><office:body><office:text><text:p>Some words</text:p></office:text></office:body></office:document>\n"
    let source = DocumentSource(Data(flat.utf8))
    #expect(try FormatRegistry.standard.format(of: source).name == "odt")
    #expect(try await FormatTesting.unchanged(format, source.bytes) == source.bytes)
    #expect(
      try await FormatTesting.rewritten(format, flat)
        == flat.replacingOccurrences(of: "Some words", with: "SOME WORDS").replacingOccurrences(
          of: ">en<", with: ">fr<"))
  }

  private func failure(_ bytes: Data) throws -> DocumentError {
    try #require(throws: DocumentError.self, performing: { _ = try OfficeTesting.parse(format, bytes) })
  }

  @Test func whatCannotBeReadSaysWhy() throws {
    let locked = OpenDocumentTesting.package(
      "",
      entries:
        "<manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry>"
    )
    #expect(try failure(locked).kind == .unsupported && failure(locked).place == .part("content.xml"))
    let signed = OpenDocumentTesting.package("", parts: [("META-INF/documentsignatures.xml", "<a/>")])
    #expect(try failure(signed).kind == .unsupported && failure(signed).reason.contains("signed"))
    #expect(try failure(OpenDocumentTesting.package("", kind: "spreadsheet")).kind == .damaged)
    #expect(try failure(ZipWriting.archive([ZipWriting.Member("a", "")])).kind == .damaged)
    #expect(try failure(Data("<a/>".utf8)).kind == .damaged)
    #expect(try failure(OpenDocumentTesting.package("<text:p>")).place == .part("content.xml"))
    let deep = String(repeating: "<text:span>", count: 300) + String(repeating: "</text:span>", count: 300)
    #expect(try failure(OpenDocumentTesting.package("<text:p>\(deep)</text:p>")).kind == .tooLarge)
  }

  @Test func manySpansInsideEachOtherAreReadQuickly() throws {
    let inside = String(repeating: "<text:span text:style-name=\"B\">x</text:span>", count: 20_000)
    let deep =
      String(repeating: "<text:span>", count: 200) + inside + String(repeating: "</text:span>", count: 200)
    let time = try ThreadTime.measure {
      _ = try texts("<text:p>Words \(deep)</text:p>")
      _ = try? texts("<text:p>Words \(inside)</text:p>")
    }
    #expect(time < .seconds(10))
  }

  @Test func contentDecides() throws {
    let registry = FormatRegistry.standard
    for (kind, name) in [
      ("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"), ("graphics", "odg"),
    ] {
      for suffix in ["", "-template"] {
        let bytes = OpenDocumentTesting.package("", kind: kind + suffix)
        #expect(try registry.format(of: DocumentSource(bytes, name: "a.docx")).name == name)
      }
    }
    // Packed again without the order that the standard demands.
    let package = try ZipPackage(OpenDocumentTesting.package(""), format: "zip", limits: DocumentLimits())
    let members = try ["content.xml", "META-INF/manifest.xml", "mimetype"].map { name in
      ZipWriting.Member(
        name, String(decoding: try package.read(name) ?? Data(), as: UTF8.self), isDeflated: true)
    }
    #expect(try registry.format(of: DocumentSource(ZipWriting.archive(members))).name == "odt")
  }
}
