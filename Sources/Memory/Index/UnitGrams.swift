/// Which trigrams of a text stand for it in the index.
enum UnitGrams {
  /// Texts of more have a quarter of them in the index: the same of each text, so that texts still meet.
  private static let fewest = 48

  /// - Parameter pair: trigrams of different pairs of languages never meet.
  static func indexed(_ text: MemoryText, pair: Int64) -> [UInt32] {
    let grams = all(of: text, pair: pair)
    return grams.count <= fewest ? grams : grams.filter { $0 % 4 == 0 }
  }

  static func all(of text: MemoryText, pair: Int64) -> [UInt32] {
    let seed = UInt32(truncatingIfNeeded: pair) &* 0x9E37_79B1
    return text.trigrams.map { ($0 ^ seed) &* 0xC2B2_AE35 }
  }
}
