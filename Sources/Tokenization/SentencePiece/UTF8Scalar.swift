/// Characters in bytes that need not be UTF-8.
enum UTF8Scalar {
  /// The length of the character that `text` begins with; nil when the bytes form none.
  static func length(at text: UnsafeRawBufferPointer) -> Int? {
    guard let lead = text.first else { return nil }
    if lead < 0x80 { return 1 }
    // The second byte's bounds keep out long spellings, surrogates and what lies past U+10FFFF.
    let length: Int
    let second: ClosedRange<UInt8>
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard text.count >= length, second.contains(text[1]),
      text[2..<length].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return nil }
    return length
  }

  /// The length that a character's first byte promises, 1 for bytes that begin none.
  @inline(__always)
  static func length(promisedBy lead: UInt8) -> Int {
    switch lead {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }
}
