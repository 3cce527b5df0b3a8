import Foundation

/// How a document's characters are bytes.
package enum TextEncoding: Sendable, Hashable {
  /// With or without its byte order mark, which is not part of the text.
  case utf8(hasMark: Bool)
  case utf16LittleEndian
  case utf16BigEndian
  /// One that a document names, read by iconv. Written documents are in UTF-8.
  case named(String)

  /// The encoding that the first bytes show; nil where there is no mark.
  package init?(markOf bytes: Data) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8(hasMark: true)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      return nil
    }
  }

  package func decode(_ bytes: Data, format: String) throws(DocumentError) -> String {
    switch self {
    case .utf8(let hasMark):
      let bytes = hasMark ? bytes.dropFirst(3) : bytes
      if let text = String(validating: bytes, as: UTF8.self) { return text }
      var decoder = UTF8()
      var iterator = bytes.makeIterator()
      var good = hasMark ? 3 : 0
      while case .scalarValue(let scalar) = decoder.decode(&iterator) { good += UTF8.width(scalar) }
      throw DocumentError(
        .damaged, format: format, place: .byte(good), reason: "is not UTF-8",
        advice: "convert it first, for example: iconv -f GB18030 -t UTF-8 FILE")
    case .utf16LittleEndian, .utf16BigEndian:
      let encoding: String.Encoding = self == .utf16LittleEndian ? .utf16LittleEndian : .utf16BigEndian
      guard bytes.count.isMultiple(of: 2), let text = String(data: bytes.dropFirst(2), encoding: encoding)
      else {
        throw DocumentError(
          .damaged, format: format, place: .byte(0),
          reason: "has a UTF-16 byte order mark but is not UTF-16 text")
      }
      return text
    case .named(let name):
      guard let text = IconvDecoder.text(bytes, from: name) else {
        throw DocumentError(
          .damaged, format: format, place: .byte(0), reason: "is not text in its encoding, \(name)",
          advice: "convert it to UTF-8 first")
      }
      return text
    }
  }

  func encode(_ bytes: [UInt8]) -> Data {
    switch self {
    case .utf8(let hasMark): return Data(hasMark ? [0xEF, 0xBB, 0xBF] : []) + bytes
    case .utf16LittleEndian, .utf16BigEndian:
      let isLittle = self == .utf16LittleEndian
      var data = Data(isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF])
      for unit in String(decoding: bytes, as: UTF8.self).utf16 {
        let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
        data += isLittle ? [low, high] : [high, low]
      }
      return data
    case .named: return Data(bytes)
    }
  }
}
