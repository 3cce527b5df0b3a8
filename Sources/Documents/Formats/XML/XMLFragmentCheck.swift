/// Whether bytes are well-formed XML, but that there may be no root, or several, and prefixes without a meaning.
///
/// Says the byte of what is wrong. Nothing is expanded: entities other than XML's own five are refused.
struct XMLFragmentCheck {
  private let bytes: [UInt8]
  private let format: String
  private let depth: Int
  private var position = 0
  /// Opening tags that are not closed so far.
  private var open: [(name: ArraySlice<UInt8>, byte: Int)] = []

  init(_ bytes: [UInt8], format: String, limits: DocumentLimits) {
    (self.bytes, self.format) = (bytes, format)
    depth = limits.depth
  }

  mutating func run() throws(DocumentError) {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "<"): try markup()
      case UInt8(ascii: "&"): try reference()
      case 0..<0x20 where !XMLAttribute.isSpace(bytes[position]):
        throw damaged("a control character", at: position)
      default: position += 1
      }
    }
    if let last = open.last {
      throw damaged("<\(String(decoding: last.name, as: UTF8.self))> is not closed", at: last.byte)
    }
  }

  private mutating func markup() throws(DocumentError) {
    let start = position
    if starts("<!--") {
      try skip(to: "-->", from: start + 4, what: "the comment")
    } else if starts("<![CDATA[") {
      try skip(to: "]]>", from: start + 9, what: "the section of character data")
    } else if starts("<?") {
      try skip(to: "?>", from: start + 2, what: "the instruction")
    } else if starts("<!") {
      throw DocumentError(
        .unsafe, format: format, place: .byte(start), reason: "it has a declaration of a document type")
    } else if starts("</") {
      position += 2
      let name = try name(of: "the closing tag", from: start)
      skipSpace()
      guard peek == UInt8(ascii: ">") else { throw damaged("the closing tag does not end", at: start) }
      position += 1
      guard let last = open.popLast(), last.name == name else {
        throw damaged("</\(String(decoding: name, as: UTF8.self))> closes what is not open", at: start)
      }
    } else {
      try openingTag()
    }
  }

  private mutating func openingTag() throws(DocumentError) {
    let start = position
    position += 1
    let name = try name(of: "the tag", from: start)
    var known: Set<ArraySlice<UInt8>> = []
    while true {
      let before = position
      skipSpace()
      guard let byte = peek else { throw damaged("the tag does not end", at: start) }
      if byte == UInt8(ascii: ">") {
        position += 1
        guard open.count < depth else {
          throw DocumentError(
            .tooLarge, format: format, place: .byte(start),
            reason: "elements are inside each other deeper than \(depth) levels")
        }
        open.append((name, start))
        return
      }
      if byte == UInt8(ascii: "/") {
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: ">") else {
          throw damaged("a slash in the tag without its end", at: position)
        }
        position += 2
        return
      }
      guard position > before else { throw damaged("a space before the attribute is missing", at: position) }
      let place = position
      guard known.insert(try self.name(of: "the attribute", from: place)).inserted else {
        throw damaged("the attribute comes twice in its tag", at: place)
      }
      try value()
    }
  }

  private mutating func value() throws(DocumentError) {
    let start = position
    skipSpace()
    guard peek == UInt8(ascii: "=") else { throw damaged("the attribute has no value", at: start) }
    position += 1
    skipSpace()
    guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw damaged("the attribute's value has no quotation marks", at: position)
    }
    let opening = position
    position += 1
    while let byte = peek, byte != quote {
      switch byte {
      case UInt8(ascii: "<"): throw damaged("< in an attribute's value", at: position)
      case UInt8(ascii: "&"): try reference()
      default: position += 1
      }
    }
    guard peek == quote else { throw damaged("the attribute's value does not end", at: opening) }
    position += 1
  }

  private mutating func reference() throws(DocumentError) {
    let start = position
    let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    guard let end, CharacterReference.read(bytes, at: start, end: end + 1)?.end == end + 1 else {
      throw damaged("& does not begin a reference; &amp; is the character", at: start)
    }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    guard name.hasPrefix("#") || ["amp", "lt", "gt", "quot", "apos", "nbsp"].contains(name) else {
      throw damaged("&\(name); is no entity of XML", at: start)
    }
    position = end + 1
  }

  // MARK: - Bytes

  private mutating func name(of what: String, from start: Int) throws(DocumentError) -> ArraySlice<UInt8> {
    let first = position
    while let byte = peek, !XMLAttribute.isSpace(byte), !"<>/=\"'&".utf8.contains(byte) { position += 1 }
    let name = bytes[first..<position]
    guard let byte = name.first, !(0x30...0x39).contains(byte), byte != UInt8(ascii: "-"),
      byte != UInt8(ascii: "."),
      name.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { throw damaged("\(what) has no name", at: start) }
    return name
  }

  private mutating func skip(to mark: String, from start: Int, what: String) throws(DocumentError) {
    let mark = Array(mark.utf8)
    var next = start
    while next + mark.count <= bytes.count {
      if bytes[next] == mark[0], bytes[next..<next + mark.count].elementsEqual(mark) {
        position = next + mark.count
        return
      }
      next += 1
    }
    throw damaged("\(what) does not end", at: position)
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, XMLAttribute.isSpace(byte) { position += 1 }
  }

  private func starts(_ mark: String) -> Bool { bytes[position...].starts(with: mark.utf8) }

  private func damaged(_ reason: String, at byte: Int) -> DocumentError {
    DocumentError(.damaged, format: format, place: .byte(byte), reason: reason)
  }
}
