import Documents
import Dragoman
import Foundation
import Testing

struct PropertiesTests {
  private let format = PropertiesFormat()

  private static let page = #"""
    # Titles
    # of windows
    title = The ferry timetable
    ! old style
    open:Open file
    long\ key   A text that \
        goes on \
      here
    size=12px
    empty=
    path=C:\\temp
    message=Hello {0}, it''s {1,number,#.##} o''clock
    plain=Tab\tand line\nbreak

    """#

  @Test func valuesAreTranslated() async throws {
    let units = try ValueTesting.units(format, Self.page)
    #expect(units.map(\.id) == ["title", "open", "long key", "message", "plain"])
    #expect(units[0].notes == ["Titles", "of windows"] && units[2].text == "A text that goes on here")
    #expect(units[3].text.hasPrefix("Hello {0}, it's "))
    #expect(
      try await ValueTesting.rewritten(format, Self.page) == #"""
        # Titles
        # of windows
        title = THE FERRY TIMETABLE
        ! old style
        open:OPEN FILE
        long\ key   A TEXT THAT GOES ON HERE
        size=12px
        empty=
        path=C:\\temp
        message=HELLO {0}, IT''S {1,number,#.##} O''CLOCK
        plain=TAB\tAND LINE\nBREAK

        """#)
  }

  @Test func encodingsAreKept() async throws {
    func units(_ bytes: [UInt8]) throws -> [String] {
      try format.parse(DocumentSource(Data(bytes)), options: ValueTesting.options()).units.map(\.text)
    }
    // ISO-8859-1: é is one byte, and what it lacks is escaped.
    let latin = Data([0x61, 0x3D] + Array("Un ".utf8) + [0xE9, 0x74, 0xE9] + Array(" \\u0153".utf8))
    #expect(try units(Array(latin)) == ["Un été œ"])
    #expect(
      try await ValueTesting.rewritten(format, latin)
        == Data([0x61, 0x3D] + Array("UN ".utf8) + [0xC9, 0x54, 0xC9] + Array(" \\u0152".utf8)))
    #expect(
      try await ValueTesting.rewritten(format, "a=Un \\u00e9t\\u00e9 \\uD83D\\uDE00")
        == "a=UN \\u00C9T\\u00C9 \\uD83D\\uDE00")
    #expect(try await ValueTesting.rewritten(format, "a=Un été") == "a=UN ÉTÉ")
    #expect(
      try await ValueTesting.rewritten(format, "a=Two straße\r\nb=New line\r\n")
        == "a=TWO STRASSE\r\nb=NEW LINE\r\n")
  }

  @Test func newTextKeepsTheSyntax() throws {
    let document = try format.parse(
      DocumentSource(Data("a=Some text {0}\nb=Other text".utf8)), options: ValueTesting.options())
    func written(_ texts: [String]) throws -> String {
      String(
        decoding: try document.write(
          zip(document.units, texts).map { TranslatedUnit(id: $0.id, text: $1, tags: []) }), as: UTF8.self)
    }
    #expect(try written(["L'été {0}", "L'été"]) == "a=L''\\u00E9t\\u00E9 {0}\nb=L'\\u00E9t\\u00E9")
    #expect(try written(["lost", "a\\b\nc"]) == "a=Some text {0}\nb=a\\\\b\\nc")
    #expect(
      document.warnings(of: [
        TranslatedUnit(id: "a", text: "lost", tags: []), TranslatedUnit(unchanged: document.units[1]),
      ]).map(\.code) == ["message_kept"])
    // Where one text without arguments doubles its apostrophes, all do.
    let doubling = try format.parse(
      DocumentSource(Data("a=It''s so\nb=Other text".utf8)), options: ValueTesting.options())
    let units = doubling.units.map { TranslatedUnit(id: $0.id, text: "L'eau", tags: []) }
    #expect(String(decoding: try doubling.write(units), as: UTF8.self) == "a=L''eau\nb=L''eau")
  }

  @Test func keysAreParts() async throws {
    let keys = ValueTesting.options(keys: KeyFilter(included: ["menu.*"], excluded: ["**.id"]))
    #expect(
      try await ValueTesting.rewritten(format, "menu.a=Some text\nmenu.id=More text\nother=Last text\n", keys)
        == "menu.a=SOME TEXT\nmenu.id=More text\nother=Last text\n")
  }

  @Test func hostileInput() throws {
    try ValueTesting.survivesDamage(
      format, "# x\na\\ b=Some text \\u00e9 {0,choice,0#none|1#one}\\\n  more\nc:It''s <b>x</b> y\n")
    for part in ["\\", "\\\n", "a", "=", "a=b c\n", "#", "\\u", "{0", "''"] {
      try ValueTesting.survives(format, Data(("a=b c" + String(repeating: part, count: 10_000)).utf8))
    }
    try ValueTesting.survives(format, Data([0x61, 0x3D, 0xFF, 0xC0, 0x5C]))
  }

  @Test func recognitionNeedsAName() throws {
    let data = Data("a=Some text\n".utf8)
    #expect(
      try FormatRegistry.standard.format(of: DocumentSource(data, name: "x.properties")).name == "properties")
    #expect(try FormatRegistry.standard.format(of: DocumentSource(data, name: "x")).name == "txt")
  }
}
