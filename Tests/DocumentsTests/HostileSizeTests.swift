import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

/// Whatever 300,000 bytes hold, a format reads and writes them, or says why not, in time that grows as they do.
@Suite(.serialized) struct HostileSizeTests {
  /// Where parts repeated many times stand in a format.
  struct Frame: Sendable {
    var format: any DocumentFormat
    var head = ""
    var tail = ""
    var parts: [String] = []

    var name: String { "\(format.name): \(head.prefix(40))" }

    init(_ format: any DocumentFormat, _ head: String = "", _ tail: String = "", _ parts: [String] = []) {
      (self.format, self.head, self.tail, self.parts) = (format, head, tail, parts)
    }

    func text(_ part: String, size: Int) -> Data {
      Data((head + String(repeating: part, count: size / part.utf8.count) + tail).utf8)
    }
  }

  #if DEBUG
    private static let size = 60_000
  #else
    private static let size = 300_000
  #endif

  /// Lines without end, ends of lines only, marks that open and never close, marks by turns.
  private static let parts = [
    "a", "Some words ", "\n", "<", "{", "[", "\\{\\{", "\"", "<a b='", "🇦",
  ]

  private static let times = "00:00:01,000 --> 00:00:02,000\n"
  private static let catalogue = "{\"sourceLanguage\":\"en\",\"strings\":{"

  private static let frames: [Frame] = [
    Frame(
      HTMLFormat(), "<p>x ", "",
      ["<b>", "</b>", "<i></u>", "<code>", "<!--", "<br>", "<sup>", "<p>a b", "a<a "]),
    Frame(
      MarkdownFormat(), "x ", " > y",
      [
        "_a", "*a_b", "`", "``a`", "![", "](", "[](", "[](<", "[](a \"", "[^", "<a b=\"", "<!--", "\\[",
        "~~a", "a\n- ",
        "|a", "[a]", "[a][b",
      ]),
    Frame(
      MarkdownFormat(), "[a]: /b\n\n- ", " x",
      ["- ", "> ", "1. ", "> - ", "[", "[a", "[\\[", "a|\n-|-\n", "# a\n"]),
    Frame(
      WebVTTFormat(), "WEBVTT\n\n00:01.000 --> 00:02.000\na", "b",
      ["<i>", "</i>", "<i></b>", "[a] ", "<v A>b", "\nA: b"]),
    Frame(
      WebVTTFormat(),
      "WEBVTT\n\n00:01.000 --> 00:02.000\n" + String(repeating: "<i>", count: size / 9) + "a", "b",
      ["</i>", "NOTE\n"]),
    Frame(
      WebVTTFormat(), "WEBVTT\n\n", "",
      ["00:01.000 --> 00:02.000\na b\n\n", "NOTE\n", "00:01.000 --> 00:02.000\n"]),
    Frame(
      SubRipFormat(), "1\n" + times + "a", "b",
      ["<i>", "{\\an8}", "- a\n", "(", "[a]", "1\n" + times + "a\n\n", times]),
    Frame(SBVFormat(), "0:00:01.000,0:00:02.000\na", "b", ["[a]", "0:00:01.000,0:00:02.000\na\n\n"]),
    Frame(
      TTMLFormat(), "<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div><p begin=\"1s\" end=\"2s\">a",
      "</p></div></body></tt>",
      ["<span>a</span>", "<br/>", "</p><p>a b", "&amp;"]),
    Frame(
      WhisperFormat(), "{\"segments\":[", "{\"text\":\"b\"}]}",
      ["{\"text\":\"a b\"},", "{\"text\":\"a\",\"words\":[]},", "[],"]),
    Frame(
      XLIFFFormat(),
      "<xliff version=\"1.2\"><file source-language=\"en\"><body><trans-unit id=\"a\"><source>a ",
      "</source></trans-unit></body></file></xliff>",
      [
        "<x id=\"1\"/>", "<g>a</g>", "<bpt id=\"1\">", "<bpt id=\"1\"/>", "<bpt id=\"1\"/>a<ept id=\"1\"/>",
        "<mrk>", "&lt;",
      ]),
    Frame(
      XLIFFFormat(),
      "<xliff version=\"1.2\"><file source-language=\"en\"><body><trans-unit id=\"a\"><source>a</source><seg-source>",
      "</seg-source></trans-unit></body></file></xliff>", ["<mrk mtype=\"seg\" mid=\"1\">a b</mrk>"]),
    Frame(
      XLIFFFormat(),
      "<xliff version=\"2.0\" srcLang=\"en\"><file id=\"a\"><unit id=\"b\"><segment><source>x y</source></segment>",
      "</unit></file></xliff>",
      [
        "<segment><source>a b</source></segment>", "<segment xmlns:c=\"d\"/>",
        "<notes><note>a</note></notes>", "<a b=\"c\"/>",
      ]),
    Frame(
      TMXFormat(), "<tmx version=\"1.4\"><header srclang=\"en\"/><body>", "</body></tmx>",
      ["<tu><tuv xml:lang=\"en\"><seg>a b</seg></tuv></tu>", "<tu>", "<tu/>", "<tu><tuv/></tu>"]),
    Frame(
      RESXFormat(), "<root><resheader name=\"version\"><value>2.0</value></resheader>", "</root>",
      ["<data name=\"a\"><value>a b</value></data>", "<data name=\"a\"/>", "<value>"]),
    Frame(
      POFormat(), "#, c-format\nmsgid \"a", "\"\nmsgstr \"\"\n",
      ["%d %s ", "\\n", "\"\n\"", "%", "\"\nmsgstr \"\"\n\nmsgid \"a b", "\"\nmsgctxt \"", "\\303"]),
    Frame(
      POFormat(), "", "msgid \"a b\"\nmsgstr \"\"\n",
      ["#. a\n", "#| a\n", "#, a\n", "#~ a\n", "#\n\n", "msgid \"a\"\n"]),
    Frame(
      XCStringsFormat(), catalogue + "\"a b\":{\"localizations\":{\"en\":{\"variations\":{\"plural\":{",
      "\"x\":{}}}}}}}}",
      ["\"a\":{\"stringUnit\":{\"value\":\"a b\"}},", "\"a\":{},", "\"a\":{"]),
    Frame(XCStringsFormat(), catalogue, "\"x\":{}}}", ["\"a b\":{},", "\"a b\":{\"comment\":\"c\"},"]),
    Frame(
      JSONFormat(), "[\"Some text\",", "0]",
      ["\"a b\",", "0,", "{\"a b\":\"A b\"},", "[", "[],", "{\"a\":", "{\"message\":\"A b\"},"]),
    Frame(
      JSONFormat(), "{\"a\":\"Some text ", "\"}",
      ["\\u00e9", "\\ud83d", "{a, plural, one {", "<b>", "%s ", "\\n"]),
    Frame(
      AppleStringsFormat(), "", "\"x\" = \"y\";",
      ["\"a\" = \"A b\";\n", "/*", "//", "/* a */", "\"a\";", "a=b;", "\"a\" = \"\\U00e9\";"]),
    Frame(MinutesFormat(), "", "", ["[00:12:31] CHAIR: a b\n", "Chair: a\n", "A:", "[00:01", "(", "1:1:1 "]),
    Frame(PlainTextFormat(), "", "", ["a\tb\t", "a b\n\n", "- a\n", "a. "]),
    Frame(
      LaTeXFormat(), "\\begin{document}x ", "",
      [
        "\\", "$", "$$", "\\(", "\\[", "\\item[", "\\verb|", "\\begin{a}", "\\end{a}", "\\begin{verbatim}",
        "\\'", "\\def\\a{}",
        "\\emph{a}", "\\emph{", "\\a[", "%", "\\footnote{a b}", "&", "\\\\[", "{\\bf ", "\\lstinline[",
        "a\n\n", "\\cite{a} ",
      ]),
    Frame(
      LaTeXFormat(), "", "",
      [
        "\\usepackage[", "\\documentclass[", "\\begin{", "\\title{a b}", "\\newcommand{\\a}[1]{",
        "\\usepackage{a,b}",
      ]),
    Frame(
      YAMLFormat(), "a: Some text\nb: ", "\n",
      [
        "[", "{", "- ", "? ", "&a ", "*a", "\"", "'", "|\n", "|\n a\n", "!a ", "\nc: A b", "\n- A b",
        "a b\n ", "[a b],", "#",
      ]),
    Frame(YAMLFormat(), "", "", ["%TAG !a! b\n", "---\n", "a: A b\n", "? a b\n", "- A b\n", "...\n", " "]),
    Frame(
      PropertiesFormat(), "", "",
      ["a=A b\n", "a\\\n", "#a\n", "\\u00e9", "\\", "=", ":\n", "a=''{0} b\n", "a={0,choice,0#a b|1#c}\n"]),
    Frame(
      TableFormat(), "name,text\nx,Some text here\n", "",
      [",", "\"", "\"\"", "\"a\",", "a,\"Some words here\"\n", "a;b\tc|", "\n,"]),
  ]

  @Test func everyFormatOfTextIsHere() {
    let packed: Set<String> = ["docx", "xlsx", "pptx", "odt", "ods", "odp", "odg", "epub", "pdf"]
    let names = Set(FormatRegistry.standard.formats.map(\.name)).subtracting(packed)
    #expect(names.subtracting(Self.frames.map(\.format.name)) == [])
  }

  @Test(arguments: frames.indices) func timeIsLinear(index: Int) {
    let frame = Self.frames[index]
    for part in frame.parts { check(frame, part) }
    // Once for each format.
    guard !Self.frames[..<index].contains(where: { $0.format.name == frame.format.name }) else { return }
    for part in Self.parts {
      check(Frame(frame.format), part)
      if !frame.head.isEmpty { check(frame, part) }
    }
  }

  private func check(_ frame: Frame, _ part: String) {
    let bytes = frame.text(part, size: Self.size)
    let time = ThreadTime.measure { Self.pass(frame.format, bytes) }
    #expect(time < .seconds(30), "\(frame.name), \(part.debugDescription): \(time)")
    guard time > .seconds(1) else { return }
    let half = ThreadTime.measure { Self.pass(frame.format, frame.text(part, size: Self.size / 2)) }
    #expect(
      time < half * 3 + .seconds(1),
      "\(frame.name), \(part.debugDescription): \(half), then \(time)")
  }

  /// Reads, and writes as it was and with every unit changed.
  private static func pass(_ format: any DocumentFormat, _ bytes: Data) {
    do throws(DocumentError) {
      _ = format.recognition(of: DocumentSample(bytes))
      let options = DocumentOptions(source: .english, target: .french)
      let document = try format.parse(DocumentSource(bytes), options: options)
      let same = try document.write(document.units.map { TranslatedUnit(unchanged: $0) })
      #expect(same == bytes, "\(format.name)")
      let changed = document.units.map {
        TranslatedUnit(id: $0.id, text: $0.text + " more", tags: $0.tags)
      }
      _ = document.warnings(of: changed)
      _ = try document.write(changed)
    } catch {
      #expect(!error.reason.isEmpty)
    }
  }

  /// One long name around many texts is not kept with each of them.
  @Test func longNamesAreNotRepeated() throws {
    let name = String(repeating: "Name", count: 50_000)
    let texts = { (text: String) in String(repeating: text, count: 5_000) }
    let documents: [(any DocumentFormat, String)] = [
      (JSONFormat(), "{\"\(name)\":[\(texts("\"Some text\","))0]}"),
      (YAMLFormat(), "\"x\":\n  ? \"\(name.prefix(900))\"\n  : [\(texts("Some text,"))]\n"),
      (
        XCStringsFormat(),
        Self.catalogue + "\"\(name)\":{\"localizations\":{\"en\":{\"variations\":{\"device\":{"
          + texts("\"a\":{\"stringUnit\":{\"value\":\"A b\"}},") + "\"x\":{}}}}}}}}"
      ),
      (PropertiesFormat(), "a={0} {\(name), select, \(texts("a{Some text}"))}\n"),
      (
        XLIFFFormat(),
        "<xliff version=\"2.0\" srcLang=\"en\"><file id=\"a\"><unit id=\"\(name)\"><notes>\(texts("<note>a</note>"))</notes>"
          + texts("<segment><source>a b</source></segment>") + "</unit></file></xliff>"
      ),
      (
        XLIFFFormat(),
        "<xliff version=\"1.2\"><file source-language=\"en\"><body><trans-unit id=\"\(name)\"><source>a</source><seg-source>"
          + texts("<mrk mtype=\"seg\">a b</mrk>") + "</seg-source></trans-unit></body></file></xliff>"
      ),
      (
        TMXFormat(),
        "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu tuid=\"\(name)\"><tuv xml:lang=\"en\"><seg>a b"
          + String(repeating: "<ph><sub>a b</sub></ph>", count: 2_000) + "</seg></tuv></tu></body></tmx>"
      ),
    ]
    for (format, text) in documents {
      let document = try format.parse(
        DocumentSource(Data(text.utf8)), options: DocumentOptions(source: .english, target: .french))
      #expect(document.units.count > 1_000, "\(format.name)")
      var size = 0
      for unit in document.units {
        size += unit.id.utf8.count + (unit.context?.utf8.count ?? 0)
        for note in unit.notes { size += note.utf8.count + 16 }
      }
      #expect(size < 20_000_000, "\(format.name): \(size)")
      #expect(Set(document.units.map(\.id)).count == document.units.count)
    }
  }
}
