/// Reads keys and values by the rules of `java.util.Properties`.
struct PropertiesReader {
  private let bytes: [UInt8]
  /// The last character that is written as it is.
  private let highest: UInt32
  private let isCRLF: Bool
  private var position = 0
  private var notes: [String] = []
  private(set) var slots: [ValueSlot] = []

  /// Comments above a key that are told to translators.
  private static let mostNotes = 20

  init(_ bytes: [UInt8], highest: UInt32, isCRLF: Bool) {
    (self.bytes, self.highest, self.isCRLF) = (bytes, highest, isCRLF)
    while position < bytes.count { readLine() }
  }

  private mutating func readLine() {
    skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
    guard position < bytes.count else { return }
    switch bytes[position] {
    case 0x0A, 0x0D:
      // A comment far above is none of the key's.
      if bytes[position] == 0x0A, position > 0, bytes[position - 1] == 0x0A { notes = [] }
      position += 1
    case UInt8(ascii: "#"), UInt8(ascii: "!"):
      let start = position + 1
      skip { $0 != 0x0A && $0 != 0x0D }
      let note = String(decoding: bytes[start..<position], as: UTF8.self).trimmingSpaces
      if !note.isEmpty, notes.count < Self.mostNotes { notes.append(note) }
    default: readPair()
    }
  }

  private mutating func readPair() {
    let key = readText {
      $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") || $0 == 0x20 || $0 == 0x09 || $0 == 0x0C
    }
    skipBlanks()
    if position < bytes.count, bytes[position] == UInt8(ascii: "=") || bytes[position] == UInt8(ascii: ":") {
      position += 1
      skipBlanks()
    }
    let start = position
    let value = readText { _ in false }
    slots.append(
      ValueSlot(path: [key], range: start..<position, text: value, notes: notes) { [highest] text in
        Self.escaped(text, highest: highest)
      })
    notes = []
  }

  /// Blanks, and line ends that a backslash takes away.
  private mutating func skipBlanks() {
    while position < bytes.count {
      if bytes[position] == 0x20 || bytes[position] == 0x09 || bytes[position] == 0x0C {
        position += 1
      } else if !skipContinuation() {
        return
      }
    }
  }

  private mutating func skipContinuation() -> Bool {
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == 0x0A || bytes[position + 1] == 0x0D
    else { return false }
    position +=
      bytes[position + 1] == 0x0D && position + 2 < bytes.count && bytes[position + 2] == 0x0A ? 3 : 2
    skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
    return true
  }

  private mutating func skip(while matches: (UInt8) -> Bool) {
    while position < bytes.count, matches(bytes[position]) { position += 1 }
  }

  /// Text up to the line's end or an unescaped byte that ends it.
  private mutating func readText(until ends: (UInt8) -> Bool) -> String {
    var units: [UInt16] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x0A || byte == 0x0D || ends(byte) { break }
      if byte == UInt8(ascii: "\\") {
        if skipContinuation() { continue }
        readEscape(&units)
        continue
      }
      let end = min(position + UTF8Width.width(of: byte), bytes.count)
      if let scalar = UTF8Width.scalar(bytes[position..<end]) {
        units += Array(UTF16.encode(scalar) ?? .init())
      }
      position = end
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func readEscape(_ units: inout [UInt16]) {
    position += 1
    guard position < bytes.count else { return }
    switch bytes[position] {
    case UInt8(ascii: "n"): units.append(0x0A)
    case UInt8(ascii: "r"): units.append(0x0D)
    case UInt8(ascii: "t"): units.append(0x09)
    case UInt8(ascii: "f"): units.append(0x0C)
    case UInt8(ascii: "u"):
      let end = min(position + 5, bytes.count)
      let digits = bytes[position + 1..<end]
      if digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16),
        digits.first != UInt8(ascii: "+")
      {
        units.append(unit)
        position += 4
      } else {
        units.append(UInt16(UInt8(ascii: "u")))
      }
    default:
      let end = min(position + UTF8Width.width(of: bytes[position]), bytes.count)
      if let scalar = UTF8Width.scalar(bytes[position..<end]) {
        units += Array(UTF16.encode(scalar) ?? .init())
      }
      position = end
      return
    }
    position += 1
  }

  /// A value, in one line.
  static func escaped(_ text: String, highest: UInt32) -> [UInt8] {
    var result: [UInt8] = []
    for (index, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "\n": result += Array("\\n".utf8)
      case "\r": result += Array("\\r".utf8)
      case "\t": result += Array("\\t".utf8)
      case "\u{C}": result += Array("\\f".utf8)
      case "\\": result += Array("\\\\".utf8)
      case " " where index == 0: result += Array("\\ ".utf8)
      default:
        if scalar.value > highest || scalar.value < 0x20 {
          for unit in UTF16.encode(scalar) ?? .init() {
            let digits = String(unit, radix: 16, uppercase: true)
            result += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
          }
        } else {
          result += Array(String(scalar).utf8)
        }
      }
    }
    return result
  }
}
