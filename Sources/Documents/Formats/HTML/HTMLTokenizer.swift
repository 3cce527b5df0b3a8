/// Cuts HTML into tokens, however broken it is: every byte is in one of them, in order, and time is linear.
struct HTMLTokenizer {
  /// Elements whose content is characters and no markup, up to their end tag.
  private static let rawElements: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext",
  ]

  let bytes: [UInt8]
  /// XML has no such elements.
  private let isXML: Bool
  private var position = 0
  /// The element whose end tag ends the text.
  private var raw: String?

  init(_ bytes: [UInt8], from position: Int = 0, isXML: Bool = false) {
    self.bytes = bytes
    self.isXML = isXML
    self.position = position
  }

  static func tokens(of bytes: [UInt8], isXML: Bool = false) -> [HTMLToken] {
    var tokenizer = HTMLTokenizer(bytes, isXML: isXML)
    var tokens: [HTMLToken] = []
    while let token = tokenizer.next() { tokens.append(token) }
    return tokens
  }

  mutating func next() -> HTMLToken? {
    guard position < bytes.count else { return nil }
    if let name = raw {
      raw = nil
      let end = endTag(of: name, from: position)
      if end > position { return token(.text, to: end) }
    }
    if bytes[position] == UInt8(ascii: "<"), let token = markup() { return token }
    var end = position + 1
    while end < bytes.count, !beginsMarkup(at: end) { end += 1 }
    return token(.text, to: end)
  }

  private mutating func token(_ kind: HTMLToken.Kind, to end: Int) -> HTMLToken {
    defer { position = end }
    return HTMLToken(kind: kind, range: position..<end)
  }

  private func beginsMarkup(at index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    if next == UInt8(ascii: "/") { return index + 2 < bytes.count && Self.isLetter(bytes[index + 2]) }
    return Self.isLetter(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
  }

  private mutating func markup() -> HTMLToken? {
    guard beginsMarkup(at: position) else { return nil }
    switch bytes[position + 1] {
    case UInt8(ascii: "!") where has("<!--", at: position):
      return token(.other, to: end(of: "-->", from: position + 4))
    case UInt8(ascii: "!") where has("<![CDATA[", at: position):
      return token(.other, to: end(of: "]]>", from: position + 9))
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      return token(.other, to: end(of: ">", from: position + 2))
    case UInt8(ascii: "/"):
      let name = name(at: position + 2)
      return token(.end(name: name.text), to: end(of: ">", from: name.end))
    default: return startTag()
    }
  }

  private mutating func startTag() -> HTMLToken {
    let name = name(at: position + 1)
    var attributes: [HTMLToken.Attribute] = []
    var index = name.end
    var isSelfClosing = false
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if Self.isSpace(bytes[index]) || bytes[index] == UInt8(ascii: "/") {
        isSelfClosing = bytes[index] == UInt8(ascii: "/")
        index += 1
        continue
      }
      isSelfClosing = false
      attributes.append(attribute(at: &index))
    }
    guard index < bytes.count else {
      // Never closed: to the end of the source, and no attribute is trusted.
      return token(.other, to: bytes.count)
    }
    if !isXML, Self.rawElements.contains(name.text), !isSelfClosing { raw = name.text }
    return token(
      .start(name: name.text, attributes: attributes, isSelfClosing: isSelfClosing), to: index + 1)
  }

  private func attribute(at index: inout Int) -> HTMLToken.Attribute {
    let start = index
    // A stray `=` at the beginning is part of the name.
    index += 1
    while index < bytes.count, !Self.isSpace(bytes[index]), !"=>/".utf8.contains(bytes[index]) { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    var next = index
    while next < bytes.count, Self.isSpace(bytes[next]) { next += 1 }
    guard next < bytes.count, bytes[next] == UInt8(ascii: "=") else {
      return HTMLToken.Attribute(name: name, value: index..<index, quote: nil, hasValue: false)
    }
    next += 1
    while next < bytes.count, Self.isSpace(bytes[next]) { next += 1 }
    guard next < bytes.count, bytes[next] != UInt8(ascii: ">") else {
      index = next
      return HTMLToken.Attribute(name: name, value: next..<next, quote: nil, hasValue: false)
    }
    let quote = bytes[next]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      var end = next + 1
      while end < bytes.count, bytes[end] != quote { end += 1 }
      index = min(end + 1, bytes.count)
      return HTMLToken.Attribute(name: name, value: next + 1..<end, quote: quote, hasValue: true)
    }
    var end = next
    while end < bytes.count, !Self.isSpace(bytes[end]), bytes[end] != UInt8(ascii: ">") { end += 1 }
    index = end
    return HTMLToken.Attribute(name: name, value: next..<end, quote: nil, hasValue: true)
  }

  // MARK: - Bytes

  private func name(at start: Int) -> (text: String, end: Int) {
    var end = start
    while end < bytes.count, !Self.isSpace(bytes[end]), !"/>".utf8.contains(bytes[end]) { end += 1 }
    return (String(decoding: bytes[start..<end], as: UTF8.self).lowercased(), end)
  }

  private func has(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[index..<index + count]) }
  }

  /// Behind the next `mark`, or the source's end.
  private func end(of mark: StaticString, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if has(mark, at: index) { return index + mark.utf8CodeUnitCount }
      index += 1
    }
    return bytes.count
  }

  private func endTag(of name: String, from start: Int) -> Int {
    let name = Array(name.utf8)
    var index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), index + 2 + name.count <= bytes.count,
        bytes[index + 1] == UInt8(ascii: "/"),
        bytes[index + 2..<index + 2 + name.count].lazy.map({ $0 | 0x20 }).elementsEqual(name)
      {
        return index
      }
      index += 1
    }
    return bytes.count
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
