import Documents
import Dragoman
import Foundation
import Testing

@Suite struct XMLTextTests {
  private func translated(_ text: String, _ options: XMLTextOptions = XMLTextOptions()) async throws -> String
  {
    let translator = DocumentTranslator(
      engine: MirrorEngine(reversesWords: true), registry: FormatRegistry([XMLTextFormat(options)]))
    let result = try await translator.translate(
      DocumentSource(Data(text.utf8)), format: "xml",
      options: DocumentOptions(source: .english, target: try LanguageTag("fr")))
    return String(decoding: result.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("red tea", "TEA RED"), ("red <b>tea</b>", "<b>TEA</b> RED"),
    ("<p>a b</p>\n<p>c d</p>", "<p>B A</p>\n<p>D C</p>"),
    ("<d k='v &amp; w'>a &lt; b</d>", "<d k='v &amp; w'>B &lt; A</d>"),
    ("<d><![CDATA[one two]]></d>", "<d>TWO ONE</d>"),
    (
      "<?xml version=\"1.0\"?>\n<d><!-- a b -->one two</d>",
      "<?xml version=\"1.0\"?>\n<d><!-- a b -->TWO ONE</d>"
    ),
    ("<ns:p>one two</ns:p>", "<ns:p>TWO ONE</ns:p>"),
    // Beside text, so within it everywhere.
    ("<d>a <i>b</i></d><d><i>one two</i></d>", "<d><i>B</i> A</d><d><i>TWO ONE</i></d>"),
  ])
  func `text is translated and tags stay with their words`(_ source: String, _ target: String) async throws {
    #expect(try await translated(source) == target)
  }

  @Test func `ignored elements are left as they are`() async throws {
    var options = XMLTextOptions()
    options.ignored = ["k"]
    let result = try await translated("<k>keep this</k> one two <k><b>this</b> too</k>", options)
    #expect(result.contains("<k>keep this</k>"))
    #expect(result.contains("<k><b>this</b> too</k>"))
    #expect(result.contains("TWO ONE"))
  }

  @Test func `splitting elements divide, others can be told not to`() async throws {
    var options = XMLTextOptions()
    options.detectsOutline = false
    // One text, whose words all change places.
    #expect(try await translated("one <p>two</p><q>three</q>", options).contains("TWO") == true)
    #expect(try await translated("<p>a</p> <p>b</p>", options) == "<p>B</p> <p>A</p>")
    options.splitting = ["p"]
    #expect(try await translated("<p>a b</p><p>c d</p>", options) == "<p>B A</p><p>D C</p>")
    var joined = XMLTextOptions()
    joined.nonSplitting = ["p"]
    joined.splitting = ["p"]
    #expect(try await translated("<d>a <p>b</p></d>", joined) == "<d><p>B</p> A</d>")
    joined.nonSplitting = []
    #expect(try await translated("<d>a c <p>b e</p></d>", joined) == "<d>C A <p>E B</p></d>")
  }

  @Test(arguments: [
    ("a </b> c", 2), ("<a>b", 0), ("x <a><b></a></b>", 8), ("a & b", 2), ("&unknown;", 0), ("<a b>c</a>", 4),
    ("<a b=c>d</a>", 5), ("<a b='<'>d</a>", 6), ("<a b='c>d", 5), ("< a>", 0), ("<a b='1' b='2'/>", 9),
    ("<a b='1'c='2'/>", 8),
    ("<!-- a", 0), ("<![CDATA[ a", 0), ("<!DOCTYPE d>", 0), ("a\u{1}b", 1), ("<a/ >", 2), ("<1/>", 0),
    ("</a", 0), ("<", 0),
  ])
  func `what is not well-formed is refused at its byte`(_ text: String, _ byte: Int) async throws {
    let error = await #expect(throws: DocumentError.self) { try await translated(text) }
    #expect(error?.place == .byte(byte), "\(String(describing: error))")
  }

  @Test func `depth is limited`() async throws {
    let text = String(repeating: "<a>", count: 300) + "x y" + String(repeating: "</a>", count: 300)
    let error = await #expect(throws: DocumentError.self) { try await translated(text) }
    #expect(error?.kind == .tooLarge)
  }

  @Test func `a document of nobody's format is not taken for it`() throws {
    #expect(throws: DocumentError.self) {
      try FormatRegistry([XMLTextFormat()]).format(of: DocumentSource(Data("<a>b</a>".utf8)))
    }
  }
}
