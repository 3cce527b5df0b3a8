/// Names that nobody guesses.
package enum RandomName {
  /// The system's randomness in lower-case hexadecimal, 128 bits unless told otherwise.
  package static func make(bytes: Int = 16) -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<bytes).map { _ in
      let byte = UInt8.random(in: .min ... .max, using: &generator)
      return String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }

  /// The same in the form of a UUID.
  package static func uuid() -> String {
    let name = Array(make())
    return [name[0..<8], name[8..<12], name[12..<16], name[16..<20], name[20..<32]]
      .map { String($0) }.joined(separator: "-")
  }
}
