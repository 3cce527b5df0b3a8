import Foundation

/// ISO-8859-1, in which every byte is the character of its number.
enum Latin1 {
  static func utf8(_ bytes: Data) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 { result.append(byte) } else { result += [0xC0 | byte >> 6, 0x80 | byte & 0x3F] }
    }
    return result
  }

  /// What is no character of it becomes a question mark; writers escape before.
  static let encode: @Sendable ([UInt8]) -> Data = { bytes in
    Data(
      String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
        UInt8(exactly: $0.value) ?? UInt8(ascii: "?")
      })
  }
}
