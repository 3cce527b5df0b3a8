import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

/// OpenDocument and EPUB with bytes changed at random, or with markup in any order.
struct MangledOpenDocumentTests {
  private static let body =
    "<text:p>One <text:span text:style-name=\"B\">two<text:a>three</text:a></text:span><text:tab/>four</text:p>"
  private static let page =
    "<p><a id=\"x\"/>One <b>two <i>three</i></b><br/><ruby>four<rt>x</rt></ruby></p><div>five <i>six<p>seven</p></i></div>"

  @Test(arguments: 0..<4) func archives(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let text = OpenDocumentTesting.package(Self.body)
    let book = EPUBTesting.book(EPUBTesting.page(Self.page))
    for _ in 0..<100 {
      for (format, sound) in [
        (OpenDocumentFormat(.text) as any DocumentFormat, text), (EPUBFormat() as any DocumentFormat, book),
      ] {
        var bytes = sound
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
          bytes = bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))
        }
        try RandomMarkup.read(format, bytes)
      }
    }
  }

  @Test(arguments: 0..<4) func openDocument(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let markup = RandomMarkup(
      elements: [
        "text:p", "text:h", "text:span text:style-name=\"B\"", "text:span", "text:a", "text:note",
        "text:note-body",
        "text:ruby", "text:ruby-base", "text:ruby-text", "draw:frame", "draw:text-box", "office:annotation",
        "text:page-number", "table:table",
        "table:table-cell office:value-type=\"string\" office:string-value=\"x\"",
        "text:section text:display=\"none\"", "text:meta", "text:tracked-changes",
      ],
      leaves: [
        "word", " ", "<text:s text:c=\"2\"/>", "<text:tab/>", "<text:line-break/>", "<text:bookmark/>",
        "&amp;",
        "<![CDATA[a<b]]>", "<!-- x -->", "二", "<text:change/>", "<svg:desc>A word</svg:desc>",
      ])
    let styles =
      "<style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"
    for _ in 0..<60 {
      let body = (0..<4).map { _ in "<text:p>\(markup.content(5, using: &random))</text:p>" }.joined()
      try RandomMarkup.read(
        OpenDocumentFormat(.text), OpenDocumentTesting.package(body, styles: styles), isSound: true)
    }
  }

  @Test(arguments: 0..<4) func pages(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let markup = RandomMarkup(
      elements: [
        "p", "div", "b", "i", "a href=\"x\"", "span class='x'", "sup", "ruby", "rt", "ul", "li", "table",
        "td", "code",
        "svg", "q translate=\"no\"", "m:math", "section", "h1", "br", "pre", "a epub:type=\"noteref\"", "em",
        "label", "title", "svg:svg",
      ],
      leaves: [
        "word", " ", "<br/>", "<img alt='A word'/>", "<a id=\"x\"/>", "<b/>", "<p/>", "&#160;", "&amp;",
        "<!-- x -->",
        "二", "1", "<![CDATA[a<b]]>", "&lt;", "<hr/>", "<span/>", "<wbr/>", "<rt/>",
      ])
    for _ in 0..<100 {
      let body = (0..<3).map { _ in "<div>\(markup.content(5, using: &random))</div>" }.joined()
      try RandomMarkup.read(EPUBFormat(), EPUBTesting.book(EPUBTesting.page(body)), isSound: true)
    }
  }
}
