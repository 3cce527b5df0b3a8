import Documents
import Testing

struct WordScannerTests {
  @Test(arguments: [
    ("don't stop.", ["don't", "stop", "."]),
    ("e-mail: 3.14, 1,000 items", ["e-mail", ":", "3.14", ",", "1,000", "items"]),
    ("会议ABC-1开始。", ["会", "议", "ABC-1", "开", "始", "。"]),
    ("a,b e\u{301}te\u{301}", ["a", ",", "b", "e\u{301}te\u{301}"]),
    ("U.S. — “x”", ["U.S", ".", "—", "“", "x", "”"]),
    ("", []),
  ]) func atoms(text: String, expected: [String]) {
    let bytes = Array(text.utf8)
    #expect(WordScanner.atoms(of: text).map { String(decoding: bytes[$0], as: UTF8.self) } == expected)
  }
}
