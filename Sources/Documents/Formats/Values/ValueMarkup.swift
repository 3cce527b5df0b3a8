/// Tags in a value: `<b>`, `</link>`, `<0>`, `<br/>`; no document, and nothing has to be closed.
struct ValueMarkup {
  struct Tag {
    var name: String
    var isClosing: Bool
    var isSelfClosing: Bool
    var end: Int
  }

  /// Longer ones are none.
  private static let longest = 1024

  /// Elements that can be blocks in pages, and are often names of parts of a sentence in messages.
  private static let inlineNames: Set<String> = [
    "base", "link", "menu", "search", "title", "header", "footer", "option", "param", "col", "frame", "track",
    "meta",
    "main", "summary", "legend", "center", "caption", "details", "dialog", "dir",
  ]

  let bytes: [UInt8]
  /// Where the next `>` stands, as far as it is known.
  private var nextEnd = -1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The tag that begins at `start`, all of it before `end`.
  mutating func tag(at start: Int, end: Int) -> Tag? {
    guard start + 2 < end, bytes[start] == UInt8(ascii: "<") else { return nil }
    if nextEnd < start {
      nextEnd = start
      while nextEnd < bytes.count, bytes[nextEnd] != UInt8(ascii: ">") { nextEnd += 1 }
    }
    let end = min(end, start + Self.longest)
    guard nextEnd < end else { return nil }
    var index = start + 1
    let isClosing = bytes[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    let nameStart = index
    while index < end, Self.isNameByte(bytes[index]) { index += 1 }
    guard index > nameStart, index < end, !"-_.".utf8.contains(bytes[nameStart]) else { return nil }
    let name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
    // `<3 hearts>` and `<none of them>` are prose.
    guard
      bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "/") || hasAttributes(at: index, end)
    else {
      return nil
    }
    var quote: UInt8?
    while index < end {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return Tag(
          name: name, isClosing: isClosing, isSelfClosing: bytes[index - 1] == UInt8(ascii: "/"),
          end: index + 1)
      } else if byte == UInt8(ascii: "<") {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// Space up to the end of the tag, or a name with a value.
  private func hasAttributes(at start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end, HTMLTokenizer.isSpace(bytes[index]) { index += 1 }
    guard index > start, index < end else { return false }
    if bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "/") { return true }
    while index < end, Self.isNameByte(bytes[index]) || bytes[index] == UInt8(ascii: ":") { index += 1 }
    return index < end && bytes[index] == UInt8(ascii: "=")
  }

  /// The end of the element that `tag` opens, where its end tag follows soon.
  func elementEnd(_ tag: Tag, end: Int) -> (content: Int, end: Int)? {
    let closing = Array("</\(tag.name)>".utf8)
    var index = tag.end
    while index + closing.count <= min(end, tag.end + Self.longest) {
      if bytes[index] == UInt8(ascii: "<"), bytes[index..<index + closing.count].elementsEqual(closing) {
        return (index, index + closing.count)
      }
      index += 1
    }
    return nil
  }

  static func isBlock(_ name: String) -> Bool {
    let name = name.lowercased()
    return HTMLElements.isBlock(name) && !inlineNames.contains(name)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }
}
