import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

/// Random texts with codes, and random lines: whatever comes, it comes back, and codes are there once each.
struct InterchangePropertyTests {
  private static let codes = [
    "<g id=\"1\">", "</g>", "<x id=\"2\"/>", "<bx id=\"3\" rid=\"a\"/>", "<ex id=\"4\" rid=\"a\"/>",
    "<bpt id=\"5\">{</bpt>", "<ept id=\"5\">}</ept>", "<ph id=\"6\">p<sub>inner words</sub></ph>",
    "<it id=\"7\" pos=\"open\"/>", "<mrk mtype=\"protected\">Kept</mrk>", "<mrk mtype=\"x-a\">", "</mrk>",
    "<!-- c -->", "one", "two", "会议", " ", "\n  ", ", ", "&amp;", "&#x41;", "<![CDATA[< raw]]>",
  ]

  /// Some codes in any order, with every element closed where it was opened.
  private static func content(_ random: inout SeededGenerator) -> String {
    var result = ""
    var open: [String] = []
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      let code = codes[Int.random(in: 0..<codes.count, using: &random)]
      switch code {
      case "</g>", "</mrk>":
        guard open.last == code else { continue }
        open.removeLast()
      case "<g id=\"1\">": open.append("</g>")
      case "<mrk mtype=\"x-a\">": open.append("</mrk>")
      default: break
      }
      result += code
    }
    return result + open.reversed().joined()
  }

  private func check(_ format: some DocumentFormat, _ text: String, _ codes: [String], times: Int) throws {
    let document = try FormatTesting.parse(format, text)
    #expect(
      try document.write(document.units.map { TranslatedUnit(unchanged: $0) }) == Data(text.utf8))
    for reverses in [false, true] {
      let engine = MirrorEngine(reversesWords: reverses)
      let units = document.units.map {
        TagPlacement($0, engine.translate($0.text, from: .english, to: .french)).unit
      }
      guard units.contains(where: { !$0.isUnchanged && !$0.id.contains("sub") }) else { continue }
      let result = String(decoding: try document.write(units), as: UTF8.self)
      for code in codes {
        #expect(
          result.count(of: code) == text.count(of: code) * times, "\(code) of \(text) in \(result)")
      }
    }
  }

  @Test(arguments: 0..<10) func codesOfXLIFFAreKept(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let codes = Self.codes.filter { $0.hasPrefix("<") && !$0.contains("<sub>") && !$0.hasPrefix("<!") }
    for _ in 0..<60 {
      let text =
        "<xliff version=\"1.2\"><file source-language=\"en\"><body><trans-unit id=\"1\"><source>"
        + Self.content(&random) + "</source></trans-unit></body></file></xliff>"
      try check(XLIFFFormat(), text, codes, times: 2)
    }
  }

  @Test(arguments: 0..<5) func codesOfMemoriesAreKept(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<60 {
      let text =
        "<tmx><header srclang=\"en\"/><body><tu><tuv xml:lang=\"en\"><seg>" + Self.content(&random)
        + "</seg></tuv></tu></body></tmx>"
      try check(TMXFormat(), text, ["<g id", "</g>", "<ph id", "<bpt id", "<ept id"], times: 2)
    }
  }

  @Test(arguments: 0..<10) func anyLinesOfCataloguesAreReadOrRefused(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let pool = [
      "msgid \"\"", "msgstr \"\"", "msgid \"red %d fish\"", "msgid_plural \"%d \\\"red\\\" fishes\"",
      "msgstr[0] \"\"", "msgstr[1] \"\"", "msgctxt \"menu\"", "\"Language: fr\\n\"", "\"more words\\n\"",
      "\"Plural-Forms: nplurals=3; plural=n%3;\\n\"", "# note", "#, fuzzy", "#, c-format", "#~ msgid \"x\"",
      "#| msgid \"y\"", "", "\t \"x\" ", "domain \"d\"", "#", "#,", "\"a\\x41\\101\\q\\",
      "\"Content-Type:\\n\"",
    ]
    var read = 0
    for _ in 0..<400 {
      var lines = ["msgid \"a\"", "msgstr \"b\""]
      lines += (0..<Int.random(in: 1...8, using: &random)).map { _ in
        pool[Int.random(in: 0..<pool.count, using: &random)]
      }
      if Bool.random(using: &random) {
        lines.insert(
          contentsOf: ["msgid \"blue boat\"", "msgid_plural \"blue boats\"", "msgstr[0] \"\""], at: 2)
      }
      let text = lines.joined(separator: Bool.random(using: &random) ? "\n" : "\r\n")
      do {
        try check(POFormat(), text, ["msgid_plural ", "msgctxt ", "#~", "red %d fish"], times: 1)
        read += 1
      } catch is DocumentError {
        continue
      }
    }
    #expect(read > 20)
  }
}
