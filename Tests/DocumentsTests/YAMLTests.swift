import Documents
import Dragoman
import Foundation
import Testing
import Yams

struct YAMLTests {
  private let format = YAMLFormat()

  private static let page = #"""
    # A comment: with a colon
    en:
      hello: Hello world  # stays
      single: 'It''s a dog'
      double: "Say \"yes\" \u00e9"
      long: This text goes
        on here
      literal: |
        First line here
          and more

        Last line
      folded: >-
        A folded text that
        goes on

        Another one
      list: [Red boat, 'Blue boat', {deep: Green boat}]
      base: &base
        title: &t Base title
      other:
        <<: *base
        title: *t
        on: on
        count: 12
        date: 2024-01-05
        none: ~
        tagged: !ruby/symbol keep me
        text: !!str Tagged text
      items:
      - First item
      -   name: "%{count} boats"
      day: day

    """#

  @Test func everyStyleIsKept() async throws {
    #expect(
      try await ValueTesting.rewritten(format, Self.page) == #"""
        # A comment: with a colon
        fr:
          hello: HELLO WORLD  # stays
          single: 'IT''S A DOG'
          double: "SAY \"YES\" \xC9"
          long: THIS TEXT GOES ON HERE
          literal: |
            FIRST LINE HERE
              AND MORE

            LAST LINE
          folded: >-
            A FOLDED TEXT THAT GOES ON

            ANOTHER ONE
          list: [RED BOAT, 'BLUE BOAT', {deep: GREEN BOAT}]
          base: &base
            title: &t BASE TITLE
          other:
            <<: *base
            title: *t
            on: on
            count: 12
            date: 2024-01-05
            none: ~
            tagged: !ruby/symbol keep me
            text: !!str TAGGED TEXT
          items:
          - FIRST ITEM
          -   name: "%{count} BOATS"
          day: DAY

        """#)
    #expect(try ValueTesting.units(format, Self.page).map(\.id).first == "hello")
  }

  @Test(arguments: ["\n", "\r\n"]) func yamsReadsTheSame(lineEnd: String) async throws {
    let page = Self.page.replacingOccurrences(of: "\n", with: lineEnd)
    let before = try #require(try compose(yaml: page))
    let after = try #require(
      try compose(yaml: try await ValueTesting.rewritten(format, page, reverses: false)))
    func texts(_ node: Node) -> [String] {
      switch node {
      case .scalar(let scalar): [scalar.string.lowercased()]
      case .mapping(let mapping): mapping.flatMap { texts($0.key) + texts($0.value) }
      case .sequence(let sequence): sequence.flatMap(texts)
      case .alias: []
      }
    }
    #expect(texts(after) == texts(before).map { $0 == "en" ? "fr" : $0 })
  }

  @Test func onlyTheSourcesRootIsRenamed() async throws {
    #expect(try await ValueTesting.rewritten(format, "de:\n  a: Some text\n").hasPrefix("de:\n"))
    #expect(try await ValueTesting.rewritten(format, "\"en\":\n  a: Some text\n").hasPrefix("\"fr\":\n"))
    #expect(
      try await ValueTesting.rewritten(format, "en-GB:\n  a: Some text\n", ValueTesting.options(from: nil))
        .hasPrefix("fr:\n"))
    #expect(
      try await ValueTesting.rewritten(format, "en:\n  a: Some text\nb: More text\n").hasPrefix(
        "en:\n  a: SOME TEXT\nb: MORE"))
    let norwegian = ValueTesting.options(to: try LanguageTag("no"))
    let result = try await ValueTesting.rewritten(format, "en:\n  a: Some text\n", norwegian)
    #expect(result.hasPrefix("\"no\":\n") || result.hasPrefix("nb:\n"))
  }

  @Test func scriptsOfALanguageAreDifferentRoots() async throws {
    let options = ValueTesting.options(from: nil, to: .traditionalChinese)
    #expect(
      try await ValueTesting.rewritten(format, "zh-Hans:\n  a: Some text\n", options).hasPrefix("zh-Hant:\n"))
  }

  @Test func newTextIsQuotedWhereItMustBe() throws {
    for source in [
      "a: some text here\n", "a: [some text here]\n", "a: 'some text here'\n", "a: \"some text here\"\n",
      "a: |\n  some text here\n", "a: >\n  some text here\n",
    ] {
      let document = try format.parse(DocumentSource(Data(source.utf8)), options: ValueTesting.options())
      for text in [
        "a: b", "a #b", "- a", "'a' b", "\"a\" b", "yes", "12", "a, b", "[a]", "{a}", "*a", "&a", "!a", "%a",
        "@a", "`a`", "a:",
        "l'été", "a\\b", "a\nb", "# a", "a\u{85}b", "会议: 开始", "null", "a: 'b' \"c\"", "---", "a\tb", "? a",
        "x y\n\nz", "<<",
      ] {
        let unit = try #require(document.units.first)
        let result = try document.write([TranslatedUnit(id: unit.id, text: text, tags: [])])
        let node = try #require(try compose(yaml: String(decoding: result, as: UTF8.self)))
        let value = try #require(node.mapping?.first?.value)
        let scalar = value.sequence?.first?.string ?? value.string ?? ""
        let ends = source.contains("|") || source.contains(">\n")
        #expect(
          scalar == text + (ends ? "\n" : ""),
          "\(String(decoding: result, as: UTF8.self))")
        #expect(
          value.sequence?.first?.tag == nil
            || value.sequence?.first?.tag.description == "tag:yaml.org,2002:str")
      }
    }
  }

  @Test func longFoldedTextsAreWrappedAsTheSourceWas() async throws {
    let result = try await ValueTesting.rewritten(
      format,
      "a: >\n  The first words of this text are\n  on lines of this width and no\n  longer than that at all.\n\n  New one.\nb: Next one\n"
    )
    #expect(
      result
        == "a: >\n  THE FIRST WORDS OF THIS TEXT ARE ON\n  LINES OF THIS WIDTH AND NO LONGER THAN\n  THAT AT ALL.\n\n  NEW ONE.\nb: NEXT ONE\n"
    )
  }

  @Test func recognition() throws {
    func name(_ text: String, _ file: String? = nil) throws -> String {
      try FormatRegistry.standard.format(of: DocumentSource(Data(text.utf8), name: file)).name
    }
    #expect(
      try name(Self.page) == "yaml" && name("a: b\n", "x.yml") == "yaml" && name("a: b\n", "x.txt") == "txt")
    #expect(try name("Chair: Good morning.\nBob: Yes.\nChair: So.\nBob: No.\n", "a.txt") == "minutes")
    #expect(try name("---\ntitle: a\n---\n# b\n", "a.md") == "markdown")
  }

  @Test(arguments: ["a: [", "a: 'b", "\tb: c", "a: b: c", "a: \u{1}"])
  func damagedIsSaid(text: String) {
    do {
      _ = try ValueTesting.units(format, text)
      Issue.record("it was read")
    } catch {
      guard let error = error as? DocumentError, case .line = error.place else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func manyDirectivesAreRefused() throws {
    let text = (0..<3000).map { "%TAG !a\($0)! b\n" }.joined() + "--- Some text\n"
    let error = try #require(throws: DocumentError.self) {
      _ = try format.parse(DocumentSource(Data(text.utf8)), options: ValueTesting.options())
    }
    #expect(error.kind == .tooLarge)
  }

  @Test func hostileInput() throws {
    try ValueTesting.survivesDamage(
      format, "en:\n  a: &x 'One two'\n  b: >-\n   Some text\n   more\n  c: [\"d e\\u00e9\", *x]\n")
    for part in ["[", "- ", "a: ", "? ", "&a ", "{a: [", "'", "!!x ", "a:\n ", "<<<<", "- - \n"] {
      try ValueTesting.survives(format, Data(String(repeating: part, count: 5_000).utf8))
    }
    let bomb =
      "a: &a [\"x y\"]\n"
      + (0..<40).map {
        "b\($0): &b\($0) [*\($0 == 0 ? "a" : "b\($0 - 1)"), *\($0 == 0 ? "a" : "b\($0 - 1)")]\n"
      }.joined()
    try ValueTesting.survives(format, Data(bomb.utf8))
  }
}
