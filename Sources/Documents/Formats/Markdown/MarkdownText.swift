/// Characters of Markdown text, escapes and character references resolved.
enum MarkdownText {
  struct Place {
    var scalar: Unicode.Scalar
    var range: Range<Int>
  }

  static func characters(of bytes: [UInt8], in range: Range<Int>) -> [Place] {
    var places: [Place] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let place = character(of: bytes, at: position, end: range.upperBound)
      if let place { places.append(place) }
      position = place?.range.upperBound ?? position + 1
    }
    return places
  }

  static func character(of bytes: [UInt8], at position: Int, end: Int) -> Place? {
    if bytes[position] == UInt8(ascii: "\\"), position + 1 < end, isPunctuation(bytes[position + 1]) {
      return Place(scalar: Unicode.Scalar(bytes[position + 1]), range: position..<position + 2)
    }
    if let reference = CharacterReference.read(bytes, at: position, end: end) {
      return Place(scalar: reference.scalar, range: position..<reference.end)
    }
    let next = min(end, position + UTF8Width.width(of: bytes[position]))
    return UTF8Width.scalar(bytes[position..<next]).map { Place(scalar: $0, range: position..<next) }
  }

  /// ASCII punctuation, which a backslash escapes.
  static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
