import Documents
import Dragoman
import Foundation
import Testing

/// Spreadsheets and presentations of OpenDocument.
struct OpenDocumentSheetTests {
  private static func cell(_ text: String, _ attributes: String = "office:value-type=\"string\"") -> String {
    "<table:table-cell \(attributes)><text:p>\(text)</text:p></table:table-cell>"
  }

  private static func sheet(_ cells: String, name: String = "One") -> String {
    "<table:table table:name=\"\(name)\"><table:table-row>\(cells)</table:table-row></table:table>"
  }

  private func sheets(
    _ body: String, to target: LanguageTag = .french, parts: Set<DocumentOptions.Part> = []
  ) async throws -> (texts: [String], content: String) {
    let bytes = OpenDocumentTesting.package(body, styles: Self.styles, kind: "spreadsheet")
    var options = DocumentOptions(source: .english, target: target)
    options.parts = parts
    let result = try await DocumentTranslator(engine: MirrorEngine()).translate(
      DocumentSource(bytes), options: options)
    let texts = try OpenDocumentFormat(.spreadsheet).parse(DocumentSource(bytes), options: options).units
    let content = try OfficeTesting.content("content.xml", of: result.bytes)
    let start = try #require(content.range(of: "<office:spreadsheet>"))
    let end = try #require(content.range(of: "</office:spreadsheet>"))
    return (texts.map(\.text), String(content[start.upperBound..<end.lowerBound]))
  }

  private static let styles =
    "<style:style style:name=\"hidden\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>"
    + "<style:style style:name=\"seen\" style:family=\"drawing-page\"><style:drawing-page-properties presentation:visibility=\"visible\"/></style:style>"
    + "<style:style style:name=\"unseen\" style:family=\"drawing-page\"><style:drawing-page-properties presentation:visibility=\"hidden\"/></style:style>"

  @Test func onlyTextIsTranslated() async throws {
    let kept =
      Self.cell("5 May", "office:value-type=\"date\" office:date-value=\"2024-05-05\"")
      + Self.cell(
        "Sum of it", "table:formula=\"of:=A1\" office:value-type=\"string\" office:string-value=\"Sum of it\""
      )
      + Self.cell("TRUE", "office:value-type=\"boolean\" office:boolean-value=\"true\"")
    let body = Self.sheet(
      Self.cell("The boat", "office:value-type=\"string\" table:number-columns-repeated=\"3\"") + kept
        + Self.cell("One line", "office:value-type=\"string\" office:string-value=\"One line\"")
        + "<table:covered-table-cell table:number-columns-repeated=\"9\"/>")
    let result = try await sheets(body)
    #expect(result.texts == ["The boat", "One line"])
    #expect(
      result.content
        == body.replacingOccurrences(of: "The boat", with: "THE BOAT").replacingOccurrences(
          of: " office:string-value=\"One line\"><text:p>One line", with: "><text:p>ONE LINE"))
  }

  @Test func namesOfSheetsAreTranslatedWithTheirFormulas() async throws {
    let body =
      Self.sheet(
        Self.cell(
          "3",
          "table:formula=\"of:=[$'my boats'.A1]+[.B2]&amp;&quot;One.x&quot;\" office:value-type=\"float\""))
      + Self.sheet(Self.cell("1", "office:value-type=\"float\""), name: "my boats")
      + "<table:named-expressions><table:named-range table:name=\"r\" table:cell-range-address=\"$One.$A$1:.$B$2\"/></table:named-expressions>"
    #expect(try await sheets(body, parts: [.sheetNames]).texts == ["One", "my boats"])
    let result = try await sheets(body, parts: [.sheetNames]).content
    for part in [
      "table:name=\"ONE\"", "table:name=\"MY BOATS\"", "[$'MY BOATS'.A1]+[.B2]&amp;&quot;One.x&quot;",
      "\"$'ONE'.$A$1:.$B$2\"",
    ] {
      #expect(result.contains(part), "\(part) is not in \(result)")
    }
  }

  @Test func columnsOfPivotTablesKeepTheirNames() async throws {
    let pivot =
      "<table:data-pilot-tables><table:data-pilot-table><table:data-pilot-field table:source-field-name=\"Region\"/></table:data-pilot-table></table:data-pilot-tables>"
    #expect(try await sheets(Self.sheet(Self.cell("Region") + Self.cell("East")) + pivot).texts == ["East"])
  }

  @Test func commentsAndHiddenSheets() async throws {
    let comment =
      "<table:table-cell><office:annotation><dc:creator>A</dc:creator><text:p>Look here</text:p></office:annotation></table:table-cell>"
    let body =
      Self.sheet(Self.cell("Word") + comment)
      + "<table:table table:name=\"x\" table:style-name=\"hidden\"><table:table-row>\(Self.cell("Secret"))</table:table-row></table:table>"
    #expect(try await sheets(body).texts == ["Word"])
    #expect(try await sheets(body, parts: [.comments, .hidden]).texts == ["Word", "Look here", "Secret"])
  }

  @Test func slidesWithNotes() async throws {
    func page(_ style: String, _ text: String, _ notes: String = "") -> String {
      "<draw:page draw:style-name=\"\(style)\"><draw:frame presentation:class=\"title\"><draw:text-box><text:p>\(text)</text:p></draw:text-box></draw:frame>"
        + "<presentation:notes><draw:frame><draw:text-box><text:p>\(notes)</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>"
    }
    let body =
      "<presentation:footer-decl presentation:name=\"f\">The foot</presentation:footer-decl>"
      + page("seen", "The harbour", "Say it slowly") + page("unseen", "Not now")
    let master = OpenDocumentTesting.styles(
      "<office:master-styles><style:handout-master><draw:frame><draw:text-box><text:p>Handout</text:p></draw:text-box></draw:frame></style:handout-master><style:master-page><draw:frame presentation:class=\"title\"><draw:text-box><text:p>Click to edit</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>Harbour office</text:p></draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>Click for notes</text:p></draw:text-box></draw:frame></presentation:notes></style:master-page></office:master-styles>"
    )
    let bytes = OpenDocumentTesting.package(
      body, styles: Self.styles, kind: "presentation", parts: [("styles.xml", master)])
    let format = OpenDocumentFormat(.presentation)
    #expect(
      try OfficeTesting.parse(format, bytes).units.map(\.text) == [
        "The foot", "The harbour", "Say it slowly", "Harbour office",
      ])
    let content = try await OfficeTesting.rewritten(format, bytes, part: "content.xml")
    #expect(
      content.contains("<text:p>SAY IT SLOWLY</text:p>") && content.contains("<text:p>Not now</text:p>"))
    var options = DocumentOptions(source: .english, target: .french)
    options.parts = [.hidden]
    let document = try format.parse(DocumentSource(bytes), options: options)
    #expect(document.units.map(\.text) == ["The foot", "The harbour", "Not now", "Harbour office"])
  }

  @Test func chartsAreReadWhereTheyAre() async throws {
    let chart = OpenDocumentTesting.content(
      "<chart:chart><chart:title><text:p>Boats of the year</text:p></chart:title></chart:chart>",
      kind: "chart")
    let bytes = OpenDocumentTesting.package(
      Self.sheet(Self.cell("Word")), kind: "spreadsheet", parts: [("Object 1/content.xml", chart)])
    let result = try await OfficeTesting.rewritten(
      OpenDocumentFormat(.spreadsheet), bytes, part: "Object 1/content.xml")
    #expect(result == chart.replacingOccurrences(of: "Boats of the year", with: "BOATS OF THE YEAR"))
  }
}
