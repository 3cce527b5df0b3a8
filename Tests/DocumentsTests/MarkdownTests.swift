import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

struct MarkdownTests {
  private let format = MarkdownFormat()

  private static let page = #"""
    ---
    title: left alone
    ---
    The *ferry* timetable
    =====================

    The ferry leaves
    at **nine *sharp*** and `make demo` [the table](times.html "All (times)") helps.[^1]
    A hard  
    break \* and <https://example.org/a_b>.

    > Quoted text
    > goes on
    > - item *one*
    >
    >   more of it

    1. First thing
    2. [ ] Second thing
       continued

           code here stays

    ```swift
    let x = "stays"
    ```

        indented code stays

    | Name | Age *x* |
    | ---- | ------: |
    | Old boat | 12 |
    | `a` new one | b |

    <div class="x">
    stays as it is
    </div>

    Some <b>bold</b> text ![a red boat](boat.png) here [ref] and [ref2][ref].

    [ref]: http://example.org "title"
    [^1]: A footnote text.

    ## Last heading ##
    ***
    snake_case_word and 2 * 3 * 4 ~~gone~~

    """#

  @Test func unitsAreWhatReadersSee() throws {
    let texts = try FormatTesting.texts(format, Self.page)
    #expect(
      texts == [
        "The ferry timetable",
        "The ferry leaves at nine sharp and `make demo` the table helps. A hard break * and https://example.org/a_b.",
        "Quoted text goes on", "item one", "more of it", "First thing", "Second thing continued", "Name",
        "Age x",
        "Old boat", "`a` new one", "b", "Some bold text here ref and ref2.", "a red boat", "A footnote text.",
        "Last heading", "snake_case_word and 2 * 3 * 4 gone",
      ])
  }

  @Test func translatedLinksStillNameTheirTargets() async throws {
    let page = """
      See [the page], [the *other*][] or [a third][x] and ![the page].

      > over [two
      > lines]

      [the page]: /a
      [the *other*]: /b
      [x]: /c
      [two lines]: /d

      """
    let result = try await FormatTesting.rewritten(format, page)
    #expect(
      result == """
        SEE [THE PAGE][the page], [THE *OTHER*][the *other*] OR [A THIRD][x] AND ![the page].

        > OVER [TWO LINES][two lines]

        [the page]: /a
        [the *other*]: /b
        [x]: /c
        [two lines]: /d

        """)
  }

  @Test func filesComeBackByteForByte() async throws {
    #expect(try await FormatTesting.unchanged(format, Data(Self.page.utf8)) == Data(Self.page.utf8))
    let crlf = Self.page.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try await FormatTesting.unchanged(format, Data(crlf.utf8)) == Data(crlf.utf8))
    #expect(try FormatTesting.texts(format, crlf) == FormatTesting.texts(format, Self.page))
  }

  @Test func marksAreKept() async throws {
    let result = try await FormatTesting.rewritten(format, Self.page)
    for part in [
      "title: left alone\n", "THE *FERRY* TIMETABLE\n=====",
      "AT **NINE *SHARP*** AND `make demo` [THE TABLE](times.html \"All (times)\") HELPS.[^1]",
      "A HARD  \nBREAK * AND <https://example.org/a_b>.",
      "> QUOTED TEXT GOES ON\n> - ITEM *ONE*\n>\n>   MORE OF IT",
      "1. FIRST THING\n2. [ ] SECOND THING CONTINUED\n\n       code here stays", "let x = \"stays\"",
      "    indented code stays",
      "| NAME | AGE *X* |\n| ---- | ------: |\n| OLD BOAT | 12 |\n| `a` NEW ONE | B |",
      "stays as it is", "SOME <b>BOLD</b> TEXT ![A RED BOAT](boat.png) HERE [REF][ref] AND [REF2][ref].",
      "[ref]: http://example.org \"title\"\n[^1]: A FOOTNOTE TEXT.", "## LAST HEADING ##\n***\n",
      "AND 2 * 3 * 4 ~~GONE~~",
    ] {
      #expect(result.contains(part), "\(part) is not in \(result)")
    }
  }

  @Test(arguments: [
    ("**a*b**", ["a*b"]), ("a * b*", ["a * b*"]), ("***x***", ["x"]), ("`` a`b ``", ["a`b"]),
    ("[x](y", ["[x](y"]),
    ("[a [b](c) d](e)", ["[a b d](e)"]), ("\\# no", ["# no"]), ("a\\", ["a\\"]), ("<b", ["<b"]), ("![", []),
    ("- a\n- b\n\n  c", ["a", "b", "c"]), ("# \n#x", ["#x"]), ("会议\n开始", ["会议开始"]),
    ("&amp; x &lt;", ["& x <"]),
    ("a\n\n$$\nx y\n$$\nb", ["a", "b"]), ("~~~\ncode\n", []), ("<!-- a\n\nb -->\nx", ["x"]),
    ("a | b\n--|--\nc|d", ["a", "b", "c", "d"]),
  ]) func smallCases(text: String, expected: [String]) async throws {
    // A code span of backticks stands alone, without text.
    let found = try FormatTesting.texts(format, text)
    #expect(found == (text.hasPrefix("``") ? [] : expected))
    #expect(try await FormatTesting.unchanged(format, Data(text.utf8)) == Data(text.utf8))
  }

  @Test(arguments: [
    "*", "_a", "**a", "[", "[](", "](x)", "[a](b)", "`", "``a", "<a", "<!--", "![", "> ", "- ", "|", "\\",
    "~~a",
  ]) func longSoupTakesLittleTime(part: String) throws {
    var document = DocumentOptions(source: .english, target: .french)
    (document.limits.tags, document.limits.unitBytes) = (.max, .max)
    for text in [String(repeating: part, count: 50_000), String(repeating: "[" + part + " ", count: 20_000)] {
      _ = try format.parse(DocumentSource(Data((text + "\n\n[x]: y").utf8)), options: document)
    }
  }

  @Test func manyBracketsAreWrittenInLittleTime() throws {
    let text = String(repeating: "\\[", count: 200_000)
    #expect(try FormatTesting.rebuilt(format, "a \(text)") == "a \(text)")
    let list = String(repeating: "- ", count: 100_000) + "- - -"
    #expect(try FormatTesting.texts(format, list + " x\n") == ["x"])
    #expect(try FormatTesting.texts(format, "- - -\n* - - -\nx\n") == ["x"])
  }

  @Test func newTextIsNoMarkup() throws {
    let document = try FormatTesting.parse(format, "one\n\n| a | b |\n|---|---|\n| two | x |\n")
    func written(_ texts: [Int: String]) throws -> String {
      let units = document.units.enumerated().map { index, unit in
        texts[index].map { TranslatedUnit(id: unit.id, text: $0, tags: []) }
          ?? TranslatedUnit(unchanged: unit)
      }
      return String(decoding: try document.write(units), as: UTF8.self)
    }
    for (text, expected) in [
      ("- a", "\\- a"), ("1. a", "1\\. a"), ("# a", "\\# a"), ("a*b* c", "a\\*b\\* c"), ("a_b", "a_b"),
      ("<b>", "\\<b>"),
      ("[a](b)", "\\[a](b)"), ("[12]", "[12]"), ("&amp;", "&amp;amp;"), ("a & b < c", "a & b < c"),
      ("a|b", "a|b"),
    ] {
      #expect(try written([0: text]).hasPrefix(expected + "\n"))
    }
    #expect(try written([3: "a|b"]).contains("| a\\|b | x |"))
  }

  @Test(arguments: 0..<20) func anySoupComesBack(seed: Int) async throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let pool = [
      "*", "**", "_", "`", "``", "[", "](x)", "]", "![", "text", " ", "\n", "\n\n", "> ", "- ", "1. ", "    ",
      "| ", "|---|",
      "<b>", "</b>", "<", "&amp;", "会", "\\", "# ", "```\n", "~~", "[^1]", "\r\n", "\t", "$$", "===\n",
      "  \n", "word",
    ]
    for _ in 0..<80 {
      let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        pool[Int.random(in: 0..<pool.count, using: &random)]
      }.joined()
      #expect(try await FormatTesting.unchanged(format, Data(text.utf8)) == Data(text.utf8))
      let document = try FormatTesting.parse(format, text)
      for reverses in [false, true] {
        let engine = MirrorEngine(reversesWords: reverses)
        let units = document.units.map {
          TagPlacement($0, engine.translate($0.text, from: .english, to: .french)).unit
        }
        let result = String(decoding: try document.write(units), as: UTF8.self)
        #expect(result.count(of: "<b>") == text.count(of: "<b>") || text.contains("\\<"))
      }
    }
  }
}
