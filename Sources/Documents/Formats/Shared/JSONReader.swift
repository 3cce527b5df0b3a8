/// Reads JSON with the places of its values.
struct JSONReader {
  private let bytes: [UInt8]
  private let format: String
  private let depth: Int
  private var position = 0

  private init(_ bytes: [UInt8], format: String, depth: Int) {
    (self.bytes, self.format, self.depth) = (bytes, format, depth)
  }

  static func read(_ bytes: [UInt8], format: String, limits: DocumentLimits) throws(DocumentError)
    -> JSONPlaces
  {
    var reader = JSONReader(bytes, format: format, depth: limits.depth)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.damaged("something follows its end") }
    return value
  }

  /// Where bytes are no JSON, and why.
  static func fault(in bytes: [UInt8], depth: Int) -> (byte: Int, reason: String)? {
    var reader = JSONReader(bytes, format: "json", depth: depth)
    do {
      _ = try reader.value(depth: 0)
      reader.skipSpace()
      return reader.position == bytes.count ? nil : (reader.position, "something follows its end")
    } catch {
      return (reader.position, error.reason)
    }
  }

  /// The characters of a string's range, each with its bytes.
  static func characters(_ bytes: [UInt8], _ range: Range<Int>) -> [(
    scalar: Unicode.Scalar, range: Range<Int>
  )] {
    var result: [(scalar: Unicode.Scalar, range: Range<Int>)] = []
    var index = range.lowerBound + 1
    let end = range.upperBound - 1
    while index < end {
      let start = index
      var scalar: Unicode.Scalar?
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < end {
        scalar = escape(bytes, &index, end)
      } else {
        index = min(index + UTF8Width.width(of: bytes[index]), end)
        scalar = UTF8Width.scalar(bytes[start..<index])
      }
      result.append((scalar ?? "\u{FFFD}", start..<index))
    }
    return result
  }

  static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    for character in characters(bytes, range) { text.append(character.scalar) }
    return String(text)
  }

  /// A text between quotation marks, without them, in ASCII.
  static func escapedASCII(_ text: String) -> [UInt8] {
    escaped(text).contains { $0 >= 0x80 }
      ? text.unicodeScalars.flatMap { scalar in
        scalar.isASCII
          ? escaped(String(scalar))
          : UTF16.encode(scalar).map { Array($0) }.map { $0.flatMap { Array("\\u\(hexadecimal($0))".utf8) } }
            ?? []
      } : escaped(text)
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// A text between quotation marks, without them.
  static func escaped(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0x0A: result += Array("\\n".utf8)
      case 0x0D: result += Array("\\r".utf8)
      case 0x09: result += Array("\\t".utf8)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        result += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: result.append(byte)
      }
    }
    return result
  }

  // MARK: - Values

  private mutating func value(depth level: Int) throws(DocumentError) -> JSONPlaces {
    guard level <= depth else {
      throw DocumentError(
        .tooLarge, format: format, place: .byte(position), reason: "is nested deeper than \(depth) levels")
    }
    skipSpace()
    guard position < bytes.count else { throw damaged("it ends too early") }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(level)
    case UInt8(ascii: "["): return try array(level)
    case UInt8(ascii: "\""): return .string(range: try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      while position < bytes.count, isNumberByte(bytes[position]) { position += 1 }
      let text = String(decoding: bytes[start..<min(position, start + 40)], as: UTF8.self)
      guard let number = Double(text), number.isFinite else { throw damaged("a number is none") }
      return .number(number, range: start..<position)
    default:
      for word in ["true", "false", "null", "NaN"] where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return .word(range: start..<position)
      }
      throw damaged("is not JSON")
    }
  }

  private mutating func object(_ level: Int) throws(DocumentError) -> JSONPlaces {
    let start = position
    var members: [(key: String, value: JSONPlaces)] = []
    position += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([], range: start..<position) }
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw damaged("a key is missing")
      }
      let key = Self.text(bytes, try string())
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw damaged("a colon is missing") }
      members.append((key, try value(depth: level + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members, range: start..<position) }
      guard take(UInt8(ascii: ",")) else { throw damaged("a comma is missing") }
    }
  }

  private mutating func array(_ level: Int) throws(DocumentError) -> JSONPlaces {
    let start = position
    var elements: [JSONPlaces] = []
    position += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([], range: start..<position) }
    while true {
      elements.append(try value(depth: level + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements, range: start..<position) }
      guard take(UInt8(ascii: ",")) else { throw damaged("a comma is missing") }
    }
  }

  private mutating func string() throws(DocumentError) -> Range<Int> {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < bytes.count else { throw damaged("a string has no end") }
    position += 1
    return start..<position
  }

  private static func escape(_ bytes: [UInt8], _ index: inout Int, _ end: Int) -> Unicode.Scalar? {
    let letter = bytes[index + 1]
    guard letter == UInt8(ascii: "u") else {
      index += 2
      switch letter {
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{C}"
      default: return letter < 0x80 ? Unicode.Scalar(letter) : nil
      }
    }
    guard let high = unit(bytes, at: index, end) else {
      index += 2
      return nil
    }
    index += 6
    guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) }
    guard let low = unit(bytes, at: index, end), (0xDC00..<0xE000).contains(low) else { return nil }
    index += 6
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  private static func unit(_ bytes: [UInt8], at index: Int, _ end: Int) -> UInt32? {
    guard index + 6 <= end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return UInt32(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }

  // MARK: - Bytes

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func isNumberByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10
      || [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")]
        .contains(byte)
  }

  /// The key before a value, with its quotation marks.
  static func keyRange(_ bytes: [UInt8], before value: Int) -> Range<Int>? {
    var end = value
    while end > 0, bytes[end - 1] != UInt8(ascii: "\"") { end -= 1 }
    var start = end - 2
    while start >= 0 {
      if bytes[start] == UInt8(ascii: "\"") {
        let escapes = bytes[..<start].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        if escapes.isMultiple(of: 2) { return start..<end }
        start -= escapes
      }
      start -= 1
    }
    return nil
  }

  private func damaged(_ reason: String) -> DocumentError {
    let line = 1 + bytes.prefix(position).count { $0 == 0x0A }
    return DocumentError(.damaged, format: format, place: .line(line), reason: reason)
  }
}
