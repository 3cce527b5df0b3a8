import Documents
import Foundation
import TestSupport
import Testing

/// Whatever pieces of their syntax are put together, documents of keys and values come back as they were, or are refused.
struct ValueSoupTests {
  private static let pieces = [
    "\"", "'", "\\", "\\u00e9", "\\ud83d", "{", "}", "[", "]", ":", ": ", ",", ";", "=", "\n", "\r\n", "  ",
    "- ", "? ", "#", " #",
    "|", "|2-\n", ">\n", "&a ", "*a", "!!str ", "en", "\"en\": ", "a b", "Some text", "会议",
    "{n, plural, one {# x} other {y}}",
    "{0}", "{0,choice,0#a b|1#c}", "''", "<b>", "</b>", "<br/>", "<p>", "&amp;", "%{x}", "$A$", "/*", "*/",
    "//", "\t", "é", "---\n",
    "\"strings\": {", "\"sourceLanguage\":\"en\",",
    "\"localizations\":{\"en\":{\"stringUnit\":{\"value\":\"X y\"}}}", "@@locale", "🙂",
  ]

  @Test(arguments: 0..<6) func anySoupComesBack(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 77)
    for _ in 0..<60 {
      let soup = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
      }.joined()
      for text in [
        soup, "{\"a\": \"\(soup)\"}", "a: \(soup)\n", "\"a\" = \"\(soup)\";", "a,\"Some text here\"\n\(soup)",
      ] {
        let bytes = Data(text.utf8)
        try ValueTesting.survives(JSONFormat(), bytes)
        try ValueTesting.survives(YAMLFormat(), bytes)
        try ValueTesting.survives(PropertiesFormat(), bytes)
        try ValueTesting.survives(AppleStringsFormat(), bytes)
        try ValueTesting.survives(TableFormat(), bytes)
      }
      try ValueTesting.survives(
        XCStringsFormat(), Data("{\"sourceLanguage\":\"en\",\"strings\":{\"Good day\":{\(soup)}}}".utf8))
    }
  }
}
