/// HTML between blocks of text, which is left alone.
struct MarkdownHTMLBlock {
  /// What ends it; nil for a blank line.
  private let mark: String?

  var endsAtBlank: Bool { mark == nil }

  /// - Parameter inParagraph: a line that only looks like an element goes on with the paragraph.
  init?(_ bytes: [UInt8], in line: Range<Int>, inParagraph: Bool) {
    guard line.count >= 2, bytes[line.lowerBound] == UInt8(ascii: "<") else { return nil }
    let start = String(decoding: bytes[line].prefix(24), as: UTF8.self).lowercased()
    for (opening, closing) in [("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>")]
    where start.hasPrefix(opening) {
      mark = closing
      return
    }
    let isClosing = start.hasPrefix("</")
    let name = String(
      start.dropFirst(isClosing ? 2 : 1).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    if start.hasPrefix("<!") {
      mark = ">"
    } else if ["script", "pre", "style", "textarea"].contains(name), !isClosing {
      mark = "</\(name)>"
    } else if name.first?.isLetter == true, !HTMLElements.inline.contains(name), name != "br",
      HTMLElements.isBlock(name)
    {
      mark = nil
    } else if !inParagraph, name.first?.isLetter == true, Self.isWholeTag(bytes, line) {
      mark = nil
    } else {
      return nil
    }
  }

  func ends(_ bytes: [UInt8], in line: Range<Int>) -> Bool {
    guard let mark else { return false }
    return String(decoding: bytes[line], as: UTF8.self).lowercased().contains(mark)
  }

  /// Whether the line is one tag and nothing else.
  private static func isWholeTag(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    var tokenizer = HTMLTokenizer(Array(bytes[line]))
    guard let first = tokenizer.next() else { return false }
    switch first.kind {
    case .start, .end: return bytes[line].dropFirst(first.range.upperBound).allSatisfy(MarkdownText.isSpace)
    case .text, .other: return false
    }
  }
}
