extension Shortlist {
  /// The target ids that a translation of `source` may hold, ascending: the frequent ones, the list of each
  /// source word, the source itself in a shared vocabulary, and `always`.
  ///
  /// Nothing in the table is trusted: ranges are clamped to it, ids that are none are passed over, and a list
  /// counts only as far as a vocabulary of `vocabularySize` words could fill it.
  package func words(for source: [Int32], always: [Int32], vocabularySize: Int) -> [Int32] {
    var words = IDSet(below: vocabularySize)
    words.insert(contentsOf: 0..<Int32(clamping: min(max(frequentCount, 0), vocabularySize)))
    words.insert(contentsOf: always)
    if sharesVocabulary { words.insert(contentsOf: source) }
    for id in Set(source) { words.insert(contentsOf: list(of: id).prefix(vocabularySize)) }
    return words.ids
  }

  /// What the source word `id` may become.
  private func list(of id: Int32) -> ArraySlice<Int32> {
    guard id >= 0, Int(id) < offsets.count - 1 else { return [] }
    let (first, end) = (Int(offsets[Int(id)]), Int(offsets[Int(id) + 1]))
    guard first < end, first < targets.count else { return [] }
    return targets[first..<min(end, targets.count)]
  }
}

/// Ids from 0 up to a limit, a bit for each.
private struct IDSet {
  private let limit: Int
  private var bits: [UInt64]

  init(below limit: Int) {
    self.limit = limit
    bits = [UInt64](repeating: 0, count: (limit + 63) / 64)
  }

  /// Passes over what is not below the limit.
  mutating func insert(contentsOf ids: some Sequence<Int32>) {
    for id in ids where id >= 0 && Int(id) < limit { bits[Int(id) / 64] |= 1 << UInt64(id % 64) }
  }

  /// Ascending.
  var ids: [Int32] {
    var ids: [Int32] = []
    for (index, word) in bits.enumerated() {
      var rest = word
      while rest != 0 {
        ids.append(Int32(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return ids
  }
}
