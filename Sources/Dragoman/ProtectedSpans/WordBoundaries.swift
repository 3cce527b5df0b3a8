/// The places of a text where something may be set between words.
struct WordBoundaries {
  /// UTF-8 byte offsets, ascending; both ends are among them.
  private(set) var offsets: [Int] = []
  /// Those in front of a comma, semicolon, colon or the sentence's end.
  private(set) var pauses: [Int] = []

  /// - Parameters:
  ///   - ranges: Stretches that must stay whole, ascending.
  ///   - end: Offsets behind it are left out.
  init(of bytes: [UInt8], excluding ranges: [Range<Int>], upTo end: Int) {
    var range = 0
    for offset in 0...min(end, bytes.count) {
      while range < ranges.count, ranges[range].upperBound <= offset { range += 1 }
      if range < ranges.count, ranges[range].lowerBound < offset { continue }
      guard offset == 0 || offset == end || Self.isBoundary(bytes, offset) else { continue }
      offsets.append(offset)
      if offset > 0, offset == end || Self.isPause(bytes, offset) { pauses.append(offset) }
    }
  }

  /// A place in front of a space or of punctuation that ends a word, or beside a Chinese character.
  private static func isBoundary(_ bytes: [UInt8], _ offset: Int) -> Bool {
    let before = bytes[offset - 1]
    let after = bytes[offset]
    if after & 0xC0 == 0x80 || before == 0x20 { return false }
    if after == 0x20 { return !"([{".utf8.contains(before) }
    if isPause(bytes, offset) { return true }
    return isIdeographic(bytes, endingAt: offset) && (after >= 0xE3 || after.isASCIIAlphanumeric)
  }

  private static func isPause(_ bytes: [UInt8], _ offset: Int) -> Bool {
    guard offset > 0, offset < bytes.count, bytes[offset - 1] != 0x20 else { return false }
    if ",;:".utf8.contains(bytes[offset]) { return offset + 1 == bytes.count || bytes[offset + 1] == 0x20 }
    return ["，", "；", "：", "。"].contains { bytes[offset...].starts(with: $0.utf8) }
  }

  /// Whether the character that ends at `offset` is written without spaces: CJK and kana.
  private static func isIdeographic(_ bytes: [UInt8], endingAt offset: Int) -> Bool {
    offset >= 3 && (0xE3...0xE9).contains(bytes[offset - 3]) && bytes[offset - 2] & 0xC0 == 0x80
  }
}
