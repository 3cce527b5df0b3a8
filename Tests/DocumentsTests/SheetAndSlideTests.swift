import Documents
import Dragoman
import Foundation
import Testing

struct SheetAndSlideTests {
  @Test func sharedStringsAreUnits() async throws {
    let strings =
      "<si><t>A harbour</t></si><si><t>12</t></si><si><r><t xml:space=\"preserve\">The </t></r><r><rPr><b/></rPr><t>red</t></r>"
      + "<r><t xml:space=\"preserve\"> boat</t></r><rPh sb=\"0\" eb=\"1\"><t>fu</t></rPh></si><si><t>One line&#10;another_x000D_\nthird</t></si>"
    let bytes = OfficeTesting.xlsx(strings: strings)
    let units = try OfficeTesting.parse(XlsxFormat(), bytes).units
    #expect(units.map(\.text) == ["A harbour", "The red boat", "One line", "another", "third"])
    #expect(units.first?.id == "xl/sharedStrings.xml/string[1]")
    let result = try await OfficeTesting.rewritten(XlsxFormat(), bytes, part: "xl/sharedStrings.xml")
    #expect(
      result.hasSuffix(
        "<si><t xml:space=\"preserve\">A HARBOUR</t></si><si><t>12</t></si><si><r><t xml:space=\"preserve\">THE </t></r>"
          + "<r><rPr><b/></rPr><t xml:space=\"preserve\">RED</t></r><r><t xml:space=\"preserve\"> BOAT</t></r></si>"
          + "<si><t xml:space=\"preserve\">ONE LINE&#10;ANOTHER_x000D_\nTHIRD</t></si></sst>"), "\(result)")
  }

  private static let sheet = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

  @Test func formulasAndNumbersStay() async throws {
    let cells =
      "<c r=\"A1\" t=\"inlineStr\"><is><t>A word</t></is></c><c r=\"A2\" t=\"str\"><f>\"a\"&amp;B1</f><v>a word</v></c>"
      + "<c r=\"A3\"><v>45000</v></c>"
    let bytes = OfficeTesting.xlsx(
      strings: "<si><t>Word</t></si>",
      parts: [
        (
          "xl/worksheets/sheet1.xml", "spreadsheetml.worksheet+xml",
          "<worksheet \(Self.sheet)>\(cells)</worksheet>"
        ),
        (
          "xl/comments1.xml", "spreadsheetml.comments+xml",
          "<comments \(Self.sheet)><comment><text><r><t>A remark</t></r></text></comment></comments>"
        ),
      ])
    #expect(
      try OfficeTesting.parse(XlsxFormat(), bytes).units.map(\.text) == ["Word", "A word", "A remark"])
    let result = try await OfficeTesting.rewritten(XlsxFormat(), bytes, part: "xl/worksheets/sheet1.xml")
    #expect(result.contains("<f>\"a\"&amp;B1</f><v>a word</v>") && result.contains(">A WORD</t>"))
  }

  @Test func headingsOfTablesAgreeWithTheirCells() async throws {
    func bytes(formula: String) -> Data {
      OfficeTesting.xlsx(
        strings: "<si><t>Price</t></si><si><t>Name</t></si>",
        parts: [
          (
            "xl/tables/table1.xml", "spreadsheetml.table+xml",
            "<table \(Self.sheet) name=\"T\"><tableColumns><tableColumn id=\"1\" name=\"Price\"/><tableColumn id=\"2\" name=\"Name\"/></tableColumns></table>"
          ),
          (
            "xl/worksheets/sheet1.xml", "spreadsheetml.worksheet+xml",
            "<worksheet \(Self.sheet)><c><f>\(formula)</f><v>1</v></c></worksheet>"
          ),
        ])
    }
    let table = try await OfficeTesting.rewritten(
      XlsxFormat(), bytes(formula: "SUM(A1:A2)"), part: "xl/tables/table1.xml")
    #expect(
      table.contains("name=\"PRICE\"") && table.contains("name=\"NAME\"") && table.contains("name=\"T\""))
    let named = bytes(formula: "SUM(T[Price])")
    #expect(
      try await OfficeTesting.rewritten(XlsxFormat(), named, part: "xl/tables/table1.xml").contains(
        "name=\"Price\""))
    #expect(
      try await OfficeTesting.rewritten(XlsxFormat(), named, part: "xl/sharedStrings.xml").contains(
        "<t>Price</t>"))
  }

  @Test func sheetNamesAreTranslatedOnlyIfWanted() async throws {
    let workbook =
      "<workbook \(Self.sheet)><sheets><sheet name=\"The harbour\" sheetId=\"1\"/></sheets>"
      + "<definedNames><definedName name=\"area\">'The harbour'!$A$1</definedName></definedNames></workbook>"
    let bytes = OfficeTesting.package([
      ("xl/workbook.xml", "spreadsheetml.sheet.main+xml", workbook),
      (
        "xl/worksheets/sheet1.xml", "spreadsheetml.worksheet+xml",
        "<worksheet \(Self.sheet)><c><f>SUM('The harbour'!A1)</f></c></worksheet>"
      ),
    ])
    #expect(try OfficeTesting.parse(XlsxFormat(), bytes).units.isEmpty)
    var options = DocumentOptions(source: .english, target: .french)
    options.parts.insert(.sheetNames)
    let documents = DocumentTranslator(engine: MirrorEngine(), registry: FormatRegistry([XlsxFormat()]))
    let result = try await documents.translate(DocumentSource(bytes), options: options).bytes
    let written = try OfficeTesting.content("xl/workbook.xml", of: result)
    #expect(
      written.contains("<sheet name=\"THE HARBOUR\"") && written.contains(">'THE HARBOUR'!$A$1<"),
      "\(written)")
    #expect(
      try OfficeTesting.content("xl/worksheets/sheet1.xml", of: result).contains("SUM('THE HARBOUR'!A1)"))
  }

  @Test func slidesAndNotes() async throws {
    let paragraph =
      "<a:p><a:pPr lvl=\"1\"/><a:r><a:rPr lang=\"en-US\" dirty=\"0\"/><a:t>The red </a:t></a:r><a:r><a:rPr lang=\"en-GB\" b=\"1\"/><a:t>boat</a:t></a:r>"
      + "<a:br><a:rPr/></a:br><a:r><a:rPr lang=\"en-US\"/><a:t>sails&#9;now</a:t></a:r><a:endParaRPr lang=\"en-US\"/></a:p>"
    let number = "<a:p><a:fld id=\"{1}\" type=\"slidenum\"><a:rPr/><a:t>7</a:t></a:fld></a:p>"
    let names =
      "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
    let bytes = OfficeTesting.pptx(
      slide: "<p:cNvPr id=\"1\" name=\"x\" descr=\"A picture\"/>\(paragraph)\(number)",
      parts: [
        (
          "ppt/notesSlides/notesSlide1.xml", "presentationml.notesSlide+xml",
          "<p:notes \(names)><a:p><a:r><a:t>Say this</a:t></a:r></a:p></p:notes>"
        ),
        (
          "ppt/slides/slide2.xml", "presentationml.slide+xml",
          "<p:sld show=\"0\" \(names)><a:p><a:r><a:t>Hidden</a:t></a:r></a:p></p:sld>"
        ),
      ])
    #expect(
      try OfficeTesting.parse(PptxFormat(), bytes).units.map(\.text) == [
        "A picture", "The red boat sails", "now", "Say this",
      ])
    let result = try await OfficeTesting.rewritten(
      PptxFormat(), bytes, part: "ppt/slides/slide1.xml", to: .arabic)
    for part in [
      "<a:pPr rtl=\"1\" lvl=\"1\"/>",
      "<a:r><a:rPr lang=\"ar-SA\" b=\"1\"/><a:t>BOAT</a:t></a:r><a:br><a:rPr/></a:br>",
      "<a:t>SAILS&#9;NOW</a:t></a:r><a:endParaRPr lang=\"ar-SA\"/></a:p>", number, "descr=\"A PICTURE\"",
    ] {
      #expect(result.contains(part), "\(part) is not in \(result)")
    }
  }
}
