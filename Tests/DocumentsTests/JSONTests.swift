import Documents
import Dragoman
import Foundation
import Testing

struct JSONTests {
  private let format = JSONFormat()

  private static let page = #"""
    {
      "title": "The \"ferry\" timetable",
    	"menu" : { "open":"Open file…", "icon": "btn-primary", "url": "https://example.org", "deep": [ "First item", 2, true ] },
      "greeting": "Hello {{name}}, line one.\nLine two \u00e9.",
      "empty": "", "size": "12px", "ok": "OK"
    }
    """#

  @Test func proseIsTranslatedAndNothingElse() async throws {
    #expect(
      try ValueTesting.units(format, Self.page).map { "\($0.id)=\($0.text)" } == [
        "title=The \"ferry\" timetable", "menu.open=Open file…", "menu.deep.0=First item",
        "greeting=Hello {{name}}, line one.\nLine two é.",
      ])
    #expect(
      try await ValueTesting.rewritten(format, Self.page) == #"""
        {
          "title": "THE \"FERRY\" TIMETABLE",
        	"menu" : { "open":"OPEN FILE…", "icon": "btn-primary", "url": "https://example.org", "deep": [ "FIRST ITEM", 2, true ] },
          "greeting": "HELLO {{name}}, LINE ONE.\nLINE TWO É.",
          "empty": "", "size": "12px", "ok": "OK"
        }
        """#)
    #expect(
      try await ValueTesting.rewritten(format, #"{"a":"Un \u00e9t\u00e9 \ud83d\ude00"}"#)
        == #"{"a":"UN \u00c9T\u00c9 \ud83d\ude00"}"#)
    let crlf = "\u{FEFF}" + Self.page.replacingOccurrences(of: "\n", with: "\r\n")
    let bytes = try await ValueTesting.rewritten(format, Data(crlf.utf8))
    #expect(
      bytes.starts(with: [0xEF, 0xBB, 0xBF]) && String(decoding: bytes, as: UTF8.self).count(of: "\r\n") == 5)
  }

  @Test func keysAreChosen() async throws {
    let text = #"{"a":{"title":"One thing","mode":"dark"},"b":{"title":"Two things"},"c":"Third one"}"#
    var result = try await ValueTesting.rewritten(
      format, text, ValueTesting.options(keys: KeyFilter(included: ["**.title", "a.mode"])))
    #expect(
      result == #"{"a":{"title":"ONE THING","mode":"DARK"},"b":{"title":"TWO THINGS"},"c":"Third one"}"#)
    result = try await ValueTesting.rewritten(
      format, text, ValueTesting.options(keys: KeyFilter(excluded: ["b.*"])))
    #expect(
      result == #"{"a":{"title":"ONE THING","mode":"dark"},"b":{"title":"Two things"},"c":"THIRD ONE"}"#)
  }

  @Test func arbSaysItsLanguage() async throws {
    let text = #"""
      {
        "@@locale": "en", "@@last_modified": "Never mind this text",
        "cats": "{n, plural, one {# cat} other {# cats}}", "@cats": {"description": "How many cats", "placeholders": {"n": {"example": "some text"}}},
        "back": "back"
      }
      """#
    let units = try ValueTesting.units(format, text)
    #expect(units.map(\.id) == ["cats{n.one}", "cats{n.other}", "back"])
    #expect(units[0].notes == ["How many cats"] && units[2].notes.isEmpty)
    let result = try await ValueTesting.rewritten(format, text)
    #expect(
      result
        == text.replacingOccurrences(of: "\"en\"", with: "\"fr\"").replacingOccurrences(
          of: "# cats}", with: "# CATS}"
        )
        .replacingOccurrences(of: "# cat}", with: "# CAT}").replacingOccurrences(
          of: ": \"back\"", with: ": \"BACK\""))
    let german = DocumentOptions(source: try LanguageTag("de"), target: .french)
    #expect(try await ValueTesting.rewritten(format, text, german).contains("\"@@locale\": \"en\""))
  }

  @Test func messagesOfChromeAndFormatJS() async throws {
    let chrome = #"""
      {"name": {"message": "Red $COLOR$ boat", "description": "The name of it", "placeholders": {"color": {"content": "$1", "example": "dark red"}}},
       "go": {"message": "go"}}
      """#
    let units = try ValueTesting.units(format, chrome)
    #expect(units.map(\.id) == ["name.message", "go.message"] && units[0].notes == ["The name of it"])
    #expect(
      try await ValueTesting.rewritten(format, chrome)
        == chrome.replacingOccurrences(of: "Red $COLOR$ boat", with: "RED $COLOR$ BOAT").replacingOccurrences(
          of: ": \"go\"", with: ": \"GO\""))
    #expect(
      try ValueTesting.units(format, #"{"x.y":{"defaultMessage":"Close it","description":"A button of it"}}"#)
        .map(\.text) == ["Close it"])
  }

  @Test func aRootThatIsALanguageIsRenamed() async throws {
    #expect(
      try await ValueTesting.rewritten(format, #"{"en":{"day":"day","menu":{"x":"File"}}}"#)
        == #"{"fr":{"day":"DAY","menu":{"x":"FILE"}}}"#)
    #expect(try ValueTesting.units(format, #"{"en":{"day":"day"}}"#).map(\.id) == ["day"])
    let keys = KeyFilter(included: ["en.day"])
    #expect(
      try ValueTesting.units(format, #"{"en":{"day":"day","x":"more"}}"#, ValueTesting.options(keys: keys))
        .count == 1)
    #expect(
      try format.parse(
        DocumentSource(Data(#"{"pt-BR":{"a":"Um dia"}}"#.utf8)), options: ValueTesting.options()
      ).declaredLanguage?.code == "pt-BR")
  }

  @Test func brokenMessagesAreLeftAndTold() throws {
    let text = #"{"a":"{n, plural, one {# file other {x}}","b":"Good day to you"}"#
    let document = try format.parse(DocumentSource(Data(text.utf8)), options: ValueTesting.options())
    #expect(document.units.map(\.id) == ["b"])
    let warnings = document.warnings(of: document.units.map { TranslatedUnit(unchanged: $0) })
    #expect(warnings.map(\.code) == ["message_syntax"] && warnings.map(\.unit) == ["a"])
  }

  @Test func settingsHaveHardlyAnyProse() throws {
    let package = #"""
      {"name": "my-app", "version": "1.0.0", "description": "A small tool for boats", "main": "index.js", "private": true,
       "scripts": {"test": "jest --coverage", "start": "node index.js"}, "keywords": ["boat", "ferry"], "license": "MIT",
       "dependencies": {"left-pad": "^1.3.0"}}
      """#
    #expect(try ValueTesting.units(format, package).map(\.id) == ["description"])
    let source = DocumentSource(Data(package.utf8), name: "package.json")
    #expect(try FormatRegistry.standard.format(of: source).name == "json")
  }

  @Test func whisperStaysWhisper() throws {
    func name(_ text: String) throws -> String {
      try FormatRegistry.standard.format(of: DocumentSource(Data(text.utf8), name: "a.json")).name
    }
    #expect(
      try name(#"{"text":" a","segments":[{"start":0.0,"end":1.5,"text":" a"}],"language":"en"}"#)
        == "whisper")
    #expect(try name(#"{"text": "Start of the text"}"#) == "json")
    #expect(try name("[1, 2]") == "json" && name("[]") == "json")
    #expect(try name("[1] A footnote.\n") == "txt" && name("{not json}") == "txt")
    #expect(try name(#"{"a": }"#) == "json")
    #expect(try FormatRegistry.standard.format(named: "json").name == "json")
  }

  @Test(arguments: ["{", "{\"a\"", "{\"a\":}", "[1,]", "{\"a\":1}x", "\"", "\u{0}", ""])
  func damagedIsSaid(text: String) {
    #expect(throws: DocumentError.self) { try ValueTesting.units(format, text) }
  }

  @Test func hostileInput() throws {
    try ValueTesting.survivesDamage(
      format,
      #"{"en":{"a":"One <b>two</b> {n, plural, one {# x} other {y''z}}","b":["Two \u00e9\ud83d\ude00"]}}"#)
    for part in ["[", "{\"a\":", "\"", "[[\"a b\"],", "<<<<", "\\u"] {
      try ValueTesting.survives(format, Data(String(repeating: part, count: 20_000).utf8))
    }
    let text = String(repeating: "<a ", count: 10_000)
    try ValueTesting.survives(format, Data("{\"a\":\"Some text \(text)\"}".utf8))
    // Like keys have ids of their own.
    #expect(try ValueTesting.units(format, #"{"a":"One day","a":"Two days"}"#).map(\.id) == ["a", "a#2"])
    #expect(
      try ValueTesting.units(format, #"{"a":"One day","a#2":"Two days","a":"Three days","a#2":"More"}"#).map(
        \.id)
        == ["a", "a#2", "a#3", "a#2#2"])
  }
}
