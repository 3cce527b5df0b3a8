/// Reads `"key" = "value";` with the comments above.
struct AppleStringsReader {
  struct Pair {
    var slot: ValueSlot
    var isQuoted: Bool
  }

  private static let mostNotes = 20
  /// What genstrings writes where nobody did.
  private static let emptyNotes: Set<String> = ["No comment provided by engineer."]

  private let bytes: [UInt8]
  private var position = 0
  private var notes: [String] = []
  private(set) var slots: [Pair] = []
  /// The first byte that cannot be read.
  private(set) var damage: Int?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func readAll() {
    while true {
      skipSpace()
      guard position < bytes.count else { return }
      let start = position
      guard readPair() else {
        damage = start
        return
      }
    }
  }

  private mutating func readPair() -> Bool {
    guard let key = token() else { return false }
    let keyEnd = position
    skipSpace()
    var value = key
    if take("=") {
      skipSpace()
      guard let found = token() else { return false }
      value = found
      skipSpace()
    } else {
      // `"text";` is short for `"text" = "text";`.
      value.range = keyEnd..<keyEnd
      guard key.isQuoted, position < bytes.count, bytes[position] == UInt8(ascii: ";") else { return false }
      value.isShort = true
    }
    guard take(";") else { return false }
    let keepsLines = bytes[value.range].contains(0x0A)
    let (isShort, isQuoted) = (value.isShort, value.isQuoted)
    slots.append(
      Pair(
        slot: ValueSlot(path: [key.text], range: value.range, text: value.text, notes: notes) { text in
          let content = Self.escaped(text, keepsLines: keepsLines)
          if isShort { return Array(" = \"".utf8) + content + [0x22] }
          return isQuoted ? content : [0x22] + content + [0x22]
        }, isQuoted: key.isQuoted && isQuoted))
    notes = []
    return true
  }

  // MARK: - Tokens

  private struct Token {
    var text: String
    /// Without quotation marks.
    var range: Range<Int>
    var isQuoted: Bool
    var isShort = false
  }

  private mutating func token() -> Token? {
    guard position < bytes.count else { return nil }
    let start = position
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      while position < bytes.count, Self.isBare(bytes[position]) { position += 1 }
      guard position > start else { return nil }
      return Token(
        text: String(decoding: bytes[start..<position], as: UTF8.self), range: start..<position,
        isQuoted: false)
    }
    position += 1
    var units: [UInt16] = []
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
        readEscape(&units)
      } else {
        append(&units)
      }
    }
    guard position < bytes.count else { return nil }
    position += 1
    return Token(
      text: String(decoding: units, as: UTF16.self),
      range: quote == UInt8(ascii: "\"") ? start + 1..<position - 1 : start..<position,
      isQuoted: quote == UInt8(ascii: "\""))
  }

  private mutating func append(_ units: inout [UInt16]) {
    let end = min(position + UTF8Width.width(of: bytes[position]), bytes.count)
    if let scalar = UTF8Width.scalar(bytes[position..<end]) {
      units += Array(UTF16.encode(scalar) ?? .init())
    }
    position = end
  }

  private mutating func readEscape(_ units: inout [UInt16]) {
    position += 1
    switch bytes[position] {
    case UInt8(ascii: "n"): units.append(0x0A)
    case UInt8(ascii: "r"): units.append(0x0D)
    case UInt8(ascii: "t"): units.append(0x09)
    case UInt8(ascii: "U"), UInt8(ascii: "u"):
      let end = min(position + 5, bytes.count)
      let digits = bytes[position + 1..<end]
      guard digits.count == 4, digits.first != UInt8(ascii: "+"),
        let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return append(&units) }
      units.append(unit)
      position += 4
    default: return append(&units)
    }
    position += 1
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "_.-$:/".utf8.contains(byte)
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  /// White space and comments.
  private mutating func skipSpace() {
    while position < bytes.count {
      if HTMLTokenizer.isSpace(bytes[position]) {
        position += 1
      } else if has("/*") {
        let start = position + 2
        position = start
        while position < bytes.count, !has("*/") { position += 1 }
        note(start..<position)
        position = min(position + 2, bytes.count)
      } else if has("//") {
        let start = position + 2
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        note(start..<position)
      } else {
        return
      }
    }
  }

  private mutating func note(_ range: Range<Int>) {
    let text = String(decoding: bytes[range], as: UTF8.self).trimmingSpaces
    guard !text.isEmpty, !Self.emptyNotes.contains(text), notes.count < Self.mostNotes else { return }
    notes.append(text)
  }

  private func has(_ text: StaticString) -> Bool {
    position + 1 < bytes.count
      && text.withUTF8Buffer { $0[0] == bytes[position] && $0[1] == bytes[position + 1] }
  }

  private static func escaped(_ text: String, keepsLines: Bool) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0x0A where !keepsLines: result += Array("\\n".utf8)
      case 0x0D where !keepsLines: result += Array("\\r".utf8)
      case 0x09: result += Array("\\t".utf8)
      default: result.append(byte)
      }
    }
    return result
  }
}
