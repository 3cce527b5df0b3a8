import Foundation

/// Bytes to text, or an error that names the byte that is none.
enum TextDecoding {
  /// UTF-8, or UTF-16 with a byte order mark.
  static func string(from data: Data, name: String) throws -> String {
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      guard data.count % 2 == 0, let text = String(data: data, encoding: .utf16), !text.contains("\0") else {
        throw InputError.notText(name, byte: 0, reason: "has a UTF-16 byte order mark but is not UTF-16 text")
      }
      return text
    }
    if let index = data.firstIndex(of: 0) {
      throw InputError.notText(
        name, byte: data.distance(from: data.startIndex, to: index),
        reason: "holds a NUL byte: it is binary, or text in another encoding")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw InputError.notText(name, byte: firstInvalidByte(in: data), reason: "is not UTF-8")
    }
    return text
  }

  private static func firstInvalidByte(in data: Data) -> Int {
    var decoder = UTF8()
    var bytes = data.makeIterator()
    var good = 0
    while case .scalarValue(let scalar) = decoder.decode(&bytes) { good += UTF8.width(scalar) }
    return good
  }
}
