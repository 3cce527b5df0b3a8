import Foundation
import Tokenization

/// Reads a JSON array of strings straight into bytes.
///
/// Foundation's decoder takes longer over a vocabulary of 65,000 tokens than everything else in
/// loading a model, and refuses the unpaired surrogates that some vocabularies hold.
struct JSONStringArrayReader {
  private let file: String
  private let bytes: [UInt8]
  private var index = 0
  private var tokens: TokenList

  init(data: Data, file: String) {
    self.file = file
    bytes = [UInt8](data)
    tokens = TokenList(byteCapacity: data.count)
  }

  /// - Throws: `ModelFormatError` naming the token and the byte where the file is no such array.
  mutating func read() throws -> TokenList {
    skipSpace()
    try expect(UInt8(ascii: "["), "an array")
    skipSpace()
    if peek == UInt8(ascii: "]") {
      index += 1
    } else {
      repeat {
        skipSpace()
        try string()
        skipSpace()
      } while try takesComma()
    }
    skipSpace()
    guard index == bytes.count else { throw error("something follows the array") }
    return tokens
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws {
    guard peek == byte else { throw error("\(what) belongs here") }
    index += 1
  }

  /// Whether another string follows; else the array ends here.
  private mutating func takesComma() throws -> Bool {
    if peek == UInt8(ascii: ",") {
      index += 1
      return true
    }
    try expect(UInt8(ascii: "]"), "a comma or the array's end")
    return false
  }

  private mutating func string() throws {
    try expect(UInt8(ascii: "\""), "a string")
    while true {
      let start = index
      while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
        index += 1
      }
      tokens.append(bytes[start..<index])
      switch peek {
      case UInt8(ascii: "\""):
        index += 1
        tokens.endToken()
        return
      case UInt8(ascii: "\\"):
        index += 1
        try escape()
      default:
        throw error(peek == nil ? "the string has no end" : "a control character stands in a string")
      }
    }
  }

  private mutating func escape() throws {
    guard let code = peek else { throw error("the string has no end") }
    index += 1
    switch code {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): tokens.append(code)
    case UInt8(ascii: "b"): tokens.append(0x08)
    case UInt8(ascii: "f"): tokens.append(0x0C)
    case UInt8(ascii: "n"): tokens.append(0x0A)
    case UInt8(ascii: "r"): tokens.append(0x0D)
    case UInt8(ascii: "t"): tokens.append(0x09)
    case UInt8(ascii: "u"): try unicodeEscape()
    default: throw error("an escape that JSON does not have")
    }
  }

  /// `\uXXXX`, or two of them that make a surrogate pair; a lone surrogate becomes U+FFFD.
  private mutating func unicodeEscape() throws {
    let unit = try hexadecimal()
    guard let high = Self.surrogate(unit, 0xD800) else {
      appendScalar(UInt32(unit))
      return
    }
    let next = index
    let announcesUnit = bytes[index...].prefix(2).elementsEqual("\\u".utf8)
    if announcesUnit {
      index += 2
      if let low = Self.surrogate(try hexadecimal(), 0xDC00) {
        appendScalar(0x10000 + (high << 10 | low))
        return
      }
      index = next
    }
    appendScalar(UInt32(unit))
  }

  private mutating func hexadecimal() throws -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap(Self.hexadecimalDigit) else {
        throw error("four hexadecimal digits belong here")
      }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46: UInt16(byte - 0x41 + 10)
    case 0x61...0x66: UInt16(byte - 0x61 + 10)
    default: nil
    }
  }

  private static func surrogate(_ unit: UInt16, _ base: UInt16) -> UInt32? {
    unit & 0xFC00 == base ? UInt32(unit & 0x3FF) : nil
  }

  private mutating func appendScalar(_ value: UInt32) {
    for byte in UTF8.encode(UnicodeScalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
      tokens.append(byte)
    }
  }

  private func error(_ reason: String) -> ModelFormatError {
    ModelFormatError(
      index < bytes.count ? .invalid : .truncated, file: file, field: "token \(tokens.count)",
      offset: index, reason: "not a JSON array of strings: \(reason)")
  }
}
