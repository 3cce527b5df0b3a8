/// What is wrong with bytes that should be one JSON value.
package struct JSONFault: Sendable, Equatable {
  /// Counted from 0.
  package var byte: Int
  package var reason: String

  /// - Returns: nil for a sound value in sound UTF-8, no deeper than `depth`.
  package init?(in bytes: [UInt8], depth: Int = 32) {
    if let byte = Self.invalidUTF8(bytes) {
      self.init(byte: byte, reason: "no valid UTF-8")
      return
    }
    guard let fault = JSONReader.fault(in: bytes, depth: depth) else { return nil }
    self.init(byte: fault.byte, reason: fault.reason)
  }

  private init(byte: Int, reason: String) { (self.byte, self.reason) = (byte, reason) }

  /// Where the first byte stands that belongs to no character.
  private static func invalidUTF8(_ bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    var position = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): position += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return position
      }
    }
  }
}
