import Documents
import Dragoman
import Foundation
import Testing

struct TableTests {
  private let format = TableFormat()

  private static let page = """
    id,Name,Description,Price
    b-1,Anna Smith,"A red, wooden boat",12.50
    b-2,Bob Stone,A blue one with ""sails"",9
    b-3,Eve Hill,"Two lines
    of text",

    """

  @Test func columnsOfProseAreTranslated() async throws {
    let units = try ValueTesting.units(format, Self.page)
    #expect(
      units.map(\.id) == ["2/3", "3/3", "4/3"]
        && units.map(\.context) == ["Description", "Description", "Description"])
    #expect(
      try await ValueTesting.rewritten(format, Self.page) == #"""
        id,Name,Description,Price
        b-1,Anna Smith,"A RED, WOODEN BOAT",12.50
        b-2,Bob Stone,"A BLUE ONE WITH """"SAILS""""",9
        b-3,Eve Hill,"TWO LINES
        OF TEXT",

        """#)
  }

  @Test(arguments: [",", ";", "\t", "|"]) func delimitersAreFound(delimiter: String) async throws {
    let text =
      "\u{FEFF}key\(delimiter)text\r\na.b\(delimiter)Good day, my friend\r\nc.d\(delimiter)\"See you; later\"\r\n"
      .replacingOccurrences(of: "day, my", with: delimiter == "," ? "day my" : "day, my")
    let result = String(decoding: try await ValueTesting.rewritten(format, Data(text.utf8)), as: UTF8.self)
    #expect(
      result.unicodeScalars.elementsEqual(
        (text.replacingOccurrences(of: "Good", with: "GOOD").replacingOccurrences(of: "day", with: "DAY")
          .replacingOccurrences(of: "my friend", with: "MY FRIEND").replacingOccurrences(
            of: "See you; later", with: "SEE YOU; LATER"))
          .unicodeScalars))
  }

  @Test func columnsAreChosen() async throws {
    func rewritten(_ columns: [ColumnChoice]) async throws -> [String] {
      try await ValueTesting.rewritten(format, Self.page, ValueTesting.options(columns: columns)).components(
        separatedBy: "\n")
    }
    #expect(try await rewritten([.number(2)])[1] == "b-1,ANNA SMITH,\"A red, wooden boat\",12.50")
    #expect(
      try await rewritten([.name("name"), .name("Description")])[1]
        == "b-1,ANNA SMITH,\"A RED, WOODEN BOAT\",12.50")
    #expect(try await rewritten([.name("name")])[0] == "id,Name,Description,Price")
    await #expect(throws: DocumentError.self) { try await rewritten([.name("nothing")]) }
    await #expect(throws: DocumentError.self) { try await rewritten([.number(5)]) }
    await #expect(throws: DocumentError.self) { try await rewritten([.number(0)]) }
  }

  @Test func tablesWithoutAHeaderAreAllText() async throws {
    #expect(
      try await ValueTesting.rewritten(format, "hello,Good morning to you\nbye,See you soon\n")
        == "hello,GOOD MORNING TO YOU\nbye,SEE YOU SOON\n")
    #expect(try ValueTesting.units(format, "编号,说明\n1,会议现在开始\n").map(\.id) == ["2/2"])
  }

  @Test func excelsFirstLineIsKept() async throws {
    #expect(
      try await ValueTesting.rewritten(format, "sep=;\r\na;text\r\n1;One, two and three\r\n")
        == "sep=;\r\na;text\r\n1;ONE, TWO AND THREE\r\n")
  }

  @Test func quotesAreAddedWhereTheyMustBe() throws {
    let document = try format.parse(
      DocumentSource(Data("key,text\na,Good day to you\n".utf8)), options: ValueTesting.options())
    func written(_ text: String) throws -> String {
      String(decoding: try document.write([TranslatedUnit(id: "2/2", text: text, tags: [])]), as: UTF8.self)
    }
    #expect(try written("a, b") == "key,text\na,\"a, b\"\n")
    #expect(try written("a \"b\"") == "key,text\na,\"a \"\"b\"\"\"\n")
    #expect(try written("a;b") == "key,text\na,a;b\n")
  }

  @Test func recognitionNeedsAName() throws {
    let data = Data(Self.page.utf8)
    for (name, format) in [("x.csv", "csv"), ("x.tsv", "csv"), ("x.txt", "txt"), ("x", "txt")] {
      #expect(try FormatRegistry.standard.format(of: DocumentSource(data, name: name)).name == format)
    }
  }

  @Test func hostileInput() throws {
    try ValueTesting.survivesDamage(format, "id,text\n1,\"Some \"\"text\"\", here\"\n2,More of it\r\n")
    for part in ["\"", ",", "\n", "a,b c\n", "\",\"", "<<<<"] {
      try ValueTesting.survives(format, Data(String(repeating: part, count: 10_000).utf8))
    }
  }
}
