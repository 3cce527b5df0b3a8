import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

struct HTMLTests {
  private let format = HTMLFormat()

  private static let page = """
    <!DOCTYPE html>
    <html lang=en>
    <head><meta charset="utf-8"><title>The ferry &amp; its harbour</title>
    <meta name="description" content="Times of the ferry"><style>p { color: red }</style>
    <script>if (a < b) { document.write("<p>no</p>") }</script></head>
    <body>
    <!-- a remark -->
    <h1>Ferries</h1>
    <p>The ferry leaves
    at <b>nine</b> o'clock &mdash; see <a href="times.html" title="All times">the table</a>.<br>
    Bring a coat.</p>
    <ul><li>One<li>Two <img src=a.png alt='A red boat'> three</ul>
    <p translate="no">Left alone <b>here</b></p>
    <pre>code  stays</pre>
    <p>Run <code>make demo</code> first, <span class="x notranslate">Acme</span> said.</p>
    <input placeholder="Your name"><button aria-label=close>X it</button>
    </body></html>

    """

  @Test func unitsAreParagraphs() throws {
    let units = try FormatTesting.parse(format, Self.page).units
    let texts = Set(units.map(\.text))
    #expect(
      texts == [
        "The ferry & its harbour", "Times of the ferry", "Ferries",
        "The ferry leaves at nine o'clock — see the table. Bring a coat.", "All times", "One", "Two three",
        "A red boat", "Run `make demo` first, `Acme` said.", "Your name", "close", "X it",
      ])
    #expect(Set(units.map(\.id)).count == units.count)
  }

  @Test func pagesComeBackByteForByte() async throws {
    #expect(try await FormatTesting.unchanged(format, Data(Self.page.utf8)) == Data(Self.page.utf8))
    #expect(
      try FormatTesting.rebuilt(format, "<p>One &amp; <i>two</i> &lt;<br/>x</p>")
        == "<p>One &amp; <i>two</i> &lt;<br/>x</p>")
  }

  @Test func tagsAndAttributesAreKept() async throws {
    let result = try await FormatTesting.rewritten(format, Self.page, to: .arabic)
    for part in [
      "<html dir=\"rtl\" lang=ar>", "<title>THE FERRY &amp; ITS HARBOUR</title>",
      "content=\"TIMES OF THE FERRY\"",
      "p { color: red }", "document.write(\"<p>no</p>\")", "<h1>FERRIES</h1>",
      "THE FERRY LEAVES AT <b>NINE</b> O'CLOCK — SEE <a href=\"times.html\" title=\"ALL TIMES\">THE TABLE</a>.<br>BRING",
      "<li>ONE<li>TWO <img src=a.png alt='A RED BOAT'> THREE</ul>",
      "<p translate=\"no\">Left alone <b>here</b></p>",
      "<pre>code  stays</pre>",
      "<p>RUN <code>make demo</code> FIRST, <span class=\"x notranslate\">Acme</span> SAID.</p>",
      "placeholder=\"YOUR NAME\"", "aria-label=\"CLOSE\"",
    ] {
      #expect(result.contains(part), "\(part) is not in \(result)")
    }
  }

  @Test func lineEndsEndNoSentence() throws {
    #expect(try FormatTesting.texts(format, "<p>会议\n开始\r\n了</p>") == ["会议开始了"])
    #expect(
      try FormatTesting.texts(format, "<p>one\r\n  two</p>three<br><br>four") == ["one two", "three", "four"])
  }

  @Test func raisedMarksAreNoText() async throws {
    let text = "<p>later<sup><a href=#n>[1]</a></sup>. Then 10 m<sup>2</sup> of it, the 2<sup>nd</sup></p>"
    #expect(try FormatTesting.texts(format, text) == ["later. Then 10 m of it, the 2nd"])
    #expect(
      try await FormatTesting.rewritten(format, text)
        == "<p>LATER<sup><a href=#n>[1]</a></sup>. THEN 10 M<sup>2</sup> OF IT, THE <sup>2ND</sup></p>")
  }

  @Test(arguments: ["<b>", "</b>", "<p translate=no>", "<a href='", "<li>", "<sup>", "<!--", "&#", "<code>"])
  func longSoupTakesLittleTime(part: String) throws {
    let text = String(repeating: "<i>" + part, count: 20_000) + "x" + String(repeating: "</u>", count: 20_000)
    var document = DocumentOptions(source: .english, target: .french)
    document.limits.tags = .max
    _ = try format.parse(DocumentSource(Data(text.utf8)), options: document)
  }

  @Test func brokenMarkupIsText() async throws {
    for text in [
      "a < b and c > d", "<p>never closed <b>bold", "</p></b>stray", "<p a='x", "<b><i>crossing</b></i> x",
      "<!-- open",
      "<", "", "x &amp y &unknown; &#0; &#x110000;", "<p>a</p", "<title>open", "<p translate=no>a<p>b",
      "<div =a b=>c</div>",
    ] {
      #expect(try await FormatTesting.unchanged(format, Data(text.utf8)) == Data(text.utf8))
      let result = (try? await FormatTesting.rewritten(format, text)) ?? text
      #expect(result.filter { $0 == "<" }.count == text.filter { $0 == "<" }.count || text.contains("a <"))
    }
    #expect(try FormatTesting.texts(format, "<p translate=no>a<p>bee") == ["bee"])
    #expect(
      try await FormatTesting.rewritten(format, "x &unknown; y") == "X &unknown; Y")
  }

  @Test func encodings() async throws {
    var latin = Data("<html><head><meta charset=iso-8859-1></head><body><p>caf".utf8)
    latin.append(0xE9)
    latin += Data("</p></body></html>".utf8)
    #expect(try await FormatTesting.unchanged(format, latin) == latin)
    let documents = DocumentTranslator(engine: MirrorEngine(), registry: .standard)
    let result = try await documents.translate(
      DocumentSource(latin), options: DocumentOptions(source: .french, target: .english))
    #expect(
      String(decoding: result.bytes, as: UTF8.self)
        == "<html lang=\"en\"><head><meta charset=utf-8></head><body><p>CAFÉ</p></body></html>")
    #expect(result.report.format == "html" && result.report.words == 1)
    // What a description says of an encoding is text.
    let page =
      "<html lang=\"fr\"><meta name=description content=\"un charset=x\"><meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-1\"><p>caf"
    let described = try await documents.translate(
      DocumentSource(Data(page.utf8) + [0xE9]), options: DocumentOptions(source: .french, target: .english))
    #expect(
      String(decoding: described.bytes, as: UTF8.self)
        == "<html lang=\"en\"><meta name=description content=\"UN CHARSET=X\"><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><p>CAFÉ"
    )
    let wide = Data([0xFF, 0xFE]) + "<p>hé</p>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try await FormatTesting.unchanged(format, wide) == wide)
    let loud = try await documents.translate(
      DocumentSource(wide), format: "html", options: DocumentOptions(source: .french, target: .english))
    #expect(
      loud.bytes == Data([0xFF, 0xFE]) + "<p>HÉ</p>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    let broken = Data("<p>a".utf8) + [0xFF]
    await #expect(throws: DocumentError.self) {
      try await documents.translate(
        DocumentSource(broken, name: "a.html"), format: "html",
        options: DocumentOptions(source: .french, target: .english))
    }
  }

  @Test(arguments: 0..<20) func anySoupComesBack(seed: Int) async throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let pool = [
      "<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>", "<br>", "<!-- x -->", "text", " ", "\n", "&amp;",
      "会", "<",
      "<img alt=\"pic ture\">", "<code>", "</code>", "<li translate=no>", "</li>", "<script>", "</script>",
      "'", "\"", ">", "<!",
    ]
    for _ in 0..<60 {
      let text = (0..<Int.random(in: 0...25, using: &random)).map { _ in
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
        for tag in ["<p>", "<b>", "</b>", "<br>", "<!-- x -->", "<code>"] {
          #expect(
            result.count(of: tag) == text.count(of: tag),
            "\(tag) in \(text.debugDescription) and \(result.debugDescription)")
        }
      }
    }
  }
}
