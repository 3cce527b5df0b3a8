import Documents
import Dragoman
import Foundation
import Testing

struct AppleStringsTests {
  private let format = AppleStringsFormat()

  private static let page = #"""
    /* The title of
       the window */
    "window.title" = "The \"ferry\" timetable";
    // one line
    "%d files" = "%d files \U00e9";
    bare = "Bare key";
    "Short one";
    /* No comment provided by engineer. */
    "lines" = "One line
    and another";
    "url" = "https://example.org";
    """#

  @Test func valuesAreTranslated() async throws {
    let units = try ValueTesting.units(format, Self.page)
    #expect(units.map(\.id) == ["window.title", "%d files", "bare", "Short one", "lines"])
    #expect(units.map(\.notes.count) == [1, 1, 0, 0, 0] && units[1].text == "%d files é")
    #expect(
      try await ValueTesting.rewritten(format, Self.page) == #"""
        /* The title of
           the window */
        "window.title" = "THE \"FERRY\" TIMETABLE";
        // one line
        "%d files" = "%d FILES É";
        bare = "BARE KEY";
        "Short one" = "SHORT ONE";
        /* No comment provided by engineer. */
        "lines" = "ONE LINE
        AND ANOTHER";
        "url" = "https://example.org";
        """#)
  }

  @Test func utf16IsKept() async throws {
    for (encoding, mark) in [
      (String.Encoding.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF] as [UInt8]),
    ] {
      func bytes(_ text: String) throws -> Data { Data(mark) + (try #require(text.data(using: encoding))) }
      let source = try bytes("\"a\" = \"Blue 会 boat\";\r\n")
      #expect(try await ValueTesting.rewritten(format, source) == bytes("\"a\" = \"BLUE 会 BOAT\";\r\n"))
      #expect(try FormatRegistry.standard.format(of: DocumentSource(source)).name == "strings")
    }
  }

  @Test(arguments: ["\"a\" = \"b", "\"a\" \"b\";", "= \"b\";", "\"a\" = \"b\"", "a;", "}"])
  func damagedIsSaid(text: String) {
    #expect(throws: DocumentError.self) { try ValueTesting.units(format, "\"x\" = \"y\";\n" + text) }
  }

  @Test func hostileInput() throws {
    try ValueTesting.survivesDamage(
      format, "/* c */ \"a b\" = \"Some \\\"text\\\" \\U00e9 \\n\"; // x\n\"Short\";")
    for part in ["\"", "/*", "//", "\"a\";", "\\", "\"a\" = \"b c\";", "<<<<"] {
      try ValueTesting.survives(format, Data(String(repeating: part, count: 10_000).utf8))
    }
  }
}
