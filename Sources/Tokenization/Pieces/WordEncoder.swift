/// Cuts text whose tokens stand between spaces, tabs and line ends.
struct WordEncoder {
  let source: TokenView
  let sourceUnknown: Int32

  func encode(_ bytes: UnsafeRawBufferPointer) -> EncodedText {
    var encoded = EncodedText()
    var index = 0
    while index < bytes.count {
      while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
      let start = index
      while index < bytes.count, !Self.isSpace(bytes[index]) { index += 1 }
      guard start < index else { break }
      let word = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
      encoded.append(id: source.find(word) ?? sourceUnknown, range: start..<index, piece: word)
    }
    return encoded
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
