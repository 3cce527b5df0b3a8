extension JSONValue {
  /// Reads one value, and nothing but white space around it.
  ///
  /// - Throws: ``JSONSyntaxError`` with the byte, also for what is nested deeper than 64 levels or no UTF-8.
  package init(_ bytes: [UInt8]) throws(JSONSyntaxError) {
    var reader = JSONValueReader(bytes)
    self = try reader.document()
  }
}

/// Reads JSON from its beginning to its end.
private struct JSONValueReader {
  /// No API here nests more than a few.
  private static let deepest = 64

  private let bytes: [UInt8]
  private var position: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark is no part of the text.
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func document() throws(JSONSyntaxError) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw fault("something follows the value") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth < Self.deepest else { throw fault("it is nested deeper than \(Self.deepest) levels") }
    skipSpace()
    guard let byte = peek else { throw fault("it ends too early") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    position += 1
    var members: [(name: String, value: JSONValue)] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw fault("a name in quotation marks is missing") }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("a colon is missing") }
      members.append((name, try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma or the object's end is missing") }
    }
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(values) }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { throw fault("a comma or the array's end is missing") }
    }
  }

  // MARK: - Strings

  private mutating func string() throws(JSONSyntaxError) -> String {
    let opening = position
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw JSONSyntaxError(byte: opening, reason: "the text is no UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw fault("a control character stands in a text")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw JSONSyntaxError(byte: opening, reason: "the text does not end")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    position += 1
    guard let byte = peek else { throw fault("it ends too early") }
    let meant: UInt8? =
      switch byte {
      case UInt8(ascii: "n"): 0x0A
      case UInt8(ascii: "t"): 0x09
      case UInt8(ascii: "r"): 0x0D
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0C
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
      default: nil
      }
    if let meant {
      position += 1
      text.append(meant)
      return
    }
    guard byte == UInt8(ascii: "u") else { throw fault("there is no such escape") }
    position += 1
    let first = try hexadecimal()
    var code = UInt32(first)
    if (0xD800..<0xDC00).contains(first), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let back = position
      position += 2
      let second = try hexadecimal()
      if (0xDC00..<0xE000).contains(second) {
        code = 0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00)
      } else {
        position = back
      }
    }
    // Half of a pair is no character.
    text += String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt16 {
    guard position + 4 <= bytes.count else { throw fault("it ends too early") }
    var value: UInt16 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = ASCIIHexadecimal.value(of: byte) else {
        throw fault("four hexadecimal digits are missing")
      }
      value = value << 4 | UInt16(digit)
    }
    position += 4
    return value
  }

  // MARK: - Numbers and words

  private mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    while let byte = peek, Self.isOfNumber(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let isNumber =
      digits.first?.isNumber == true && !(digits.hasPrefix("0") && digits.dropFirst().first?.isNumber == true)
      && digits.last?.isNumber == true && !digits.contains("..") && !digits.contains(".e")
    if isNumber, let integer = Int(text) { return .integer(integer) }
    guard isNumber, let number = Double(text), number.isFinite else {
      throw JSONSyntaxError(byte: start, reason: "no value begins like this")
    }
    return .number(number)
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) }) else {
      throw fault("no value begins like this")
    }
    position = end
    return value
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte)
  }

  // MARK: - Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private func fault(_ reason: String) -> JSONSyntaxError { JSONSyntaxError(byte: position, reason: reason) }
}
