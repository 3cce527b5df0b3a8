/// How many characters there are in stretches of a text, found at once.
struct CharacterCounts {
  /// By byte: characters that begin before it.
  private let before: [Int]

  init(_ bytes: [UInt8]) {
    var before = [0]
    before.reserveCapacity(bytes.count + 1)
    for byte in bytes { before.append(before[before.count - 1] + (byte & 0xC0 == 0x80 ? 0 : 1)) }
    self.before = before
  }

  var total: Int { before[before.count - 1] }

  func count(_ range: Range<Int>) -> Int { before[range.upperBound] - before[range.lowerBound] }
}
