/// Characters in bytes that are known to be UTF-8.
enum UTF8Width {
  /// Bytes of the character that begins with `byte`.
  static func width(of byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  static func scalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let first = bytes.first else { return nil }
    return first < 0x80
      ? Unicode.Scalar(first) : String(decoding: bytes, as: UTF8.self).unicodeScalars.first
  }
}
