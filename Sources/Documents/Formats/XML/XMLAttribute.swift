/// An attribute's places in a source.
struct XMLAttribute: Sendable {
  /// With its prefix.
  var name: Range<Int>
  var localName: Range<Int>
  /// Between the quotation marks.
  var value: Range<Int>
  var quote: UInt8

  /// Those of the tag that stands at `tag`.
  static func all(in tag: Range<Int>, of bytes: [UInt8]) -> [XMLAttribute] {
    var attributes: [XMLAttribute] = []
    var position = tag.lowerBound
    let end = tag.upperBound
    while position < end, !isSpace(bytes[position]) { position += 1 }
    while position < end {
      while position < end, isSpace(bytes[position]) { position += 1 }
      let start = position
      var local = start
      while position < end, bytes[position] != UInt8(ascii: "="), !isSpace(bytes[position]) {
        if bytes[position] == UInt8(ascii: ":") { local = position + 1 }
        position += 1
      }
      let name = start..<position
      while position < end, isSpace(bytes[position]) { position += 1 }
      guard position < end, bytes[position] == UInt8(ascii: "="), !name.isEmpty else { break }
      position += 1
      while position < end, isSpace(bytes[position]) { position += 1 }
      guard position < end, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'")
      else { break }
      let quote = bytes[position]
      position += 1
      let value = position
      while position < end, bytes[position] != quote { position += 1 }
      guard position < end else { break }
      attributes.append(
        XMLAttribute(
          name: name, localName: local..<name.upperBound, value: value..<position, quote: quote))
      position += 1
    }
    return attributes
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
