import Foundation

/// Words of Chinese and what they cost: says whether a string of ideographs stands in a sentence as a word. The model
/// and the rule are described in `Models/han-words`.
package struct HanWords: Sendable {
  private static let numbers: Set<String> = ["floor", "margin", "term", "name", "letter", "rare", "context"]
  private static let longestWord = 8

  private var costs: [UInt64: Int32] = [:]
  private var parameters: [String: Int] = [:]
  private var letters: Set<UInt32> = []
  private var suffixes: Set<UInt32> = []
  private var prefixes: Set<UInt32> = []
  private var longest = 1

  /// nil for bytes that are no such file.
  package init?(_ data: Data) {
    guard data.count < 16 << 20, let text = String(validating: data, as: UTF8.self) else { return nil }
    costs.reserveCapacity(100_000)
    var key: [UInt32] = []
    var value: [UInt32] = []
    var isKey = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t" where isKey: isKey = false
      case "\n":
        guard key.first == 0x23 || (!isKey && take(key, value)) else { return nil }
        key.removeAll(keepingCapacity: true)
        value.removeAll(keepingCapacity: true)
        isKey = true
      default: if isKey { key.append(scalar.value) } else { value.append(scalar.value) }
      }
    }
    guard key.isEmpty else { return nil }
    guard Self.numbers.allSatisfy({ parameters[$0] != nil }), !letters.isEmpty else { return nil }
  }

  /// Takes a line; false where it is none.
  private mutating func take(_ key: [UInt32], _ value: [UInt32]) -> Bool {
    let isName = key.first.map { $0 < 0x80 } ?? true
    let name = isName ? String(String.UnicodeScalarView(key.compactMap(Unicode.Scalar.init))) : ""
    switch name {
    case "letters": letters = Set(value)
    case "suffixes": suffixes = Set(value)
    case "prefixes": prefixes = Set(value)
    default:
      guard !value.isEmpty, value.count <= 6, value.allSatisfy({ 0x30...0x39 ~= $0 }),
        key.count <= Self.longestWord
      else { return false }
      let cost = value.reduce(0) { 10 * $0 + Int32($1 - 0x30) }
      if isName {
        guard Self.numbers.contains(name) else { return false }
        parameters[name] = Int(cost)
      } else {
        costs[Self.key(key[...])] = cost
        longest = max(longest, key.count)
      }
    }
    return true
  }

  /// The cheapest segmentation: its cost in hundredths of a nat, and where its words end.
  package func segment(_ text: ArraySlice<UInt32>) -> (cost: Int, words: [Range<Int>]) {
    var best = [0]
    var starts = [text.startIndex]
    for end in text.indices {
      var lowest = best[end - text.startIndex] + Int(cost(text[end...end]) ?? Int32(floor))
      var first = end
      var isName = letters.contains(text[end])
      var start = end - 1
      while start >= text.startIndex {
        let length = end + 1 - start
        isName = isName && letters.contains(text[start])
        guard length <= longest || isName else { break }
        var word = length <= longest ? cost(text[start...end]).map(Int.init) : nil
        if isName, length >= 3 { word = min(word ?? .max, parameter("name") + parameter("letter") * length) }
        if let word, best[start - text.startIndex] + word < lowest {
          (lowest, first) = (best[start - text.startIndex] + word, start)
        }
        start -= 1
      }
      best.append(lowest)
      starts.append(first)
    }
    var words: [Range<Int>] = []
    var end = text.endIndex
    while end > text.startIndex {
      let start = starts[end - text.startIndex]
      words.append(start..<end)
      end = start
    }
    return (best[best.count - 1], words.reversed())
  }

  /// What the segmentations cost without and with borders at a term's ends, and whether it stands there as a word.
  ///
  /// - Parameters:
  ///   - before: simplified ideographs that go before the term without a break.
  ///   - after: those that follow it.
  package func verdict(
    before: [UInt32], term: [UInt32], after: [UInt32]
  ) -> (free: Int, cut: Int, isWord: Bool) {
    let (before, after) = (before.suffix(parameter("context")), after.prefix(parameter("context")))
    let (left, right) = (segment(before), segment(after))
    let cut = left.cost + min(segment(term[...]).cost, parameter("term")) + right.cost
    let whole = Array(before) + term + after
    let free = min(segment(whole[...]).cost, cut)
    let first = right.words.first.map { after[$0] }
    let last = left.words.last.map { before[$0] }
    if cut - free > parameter("margin") { return (free, cut, false) }
    if let first, first.count == 1, suffixes.isSuperset(of: first) { return (free, cut, false) }
    guard letters.isSuperset(of: term) else { return (free, cut, true) }
    let isPiece =
      first.map(isPieceOfName) ?? false
      || last.map { isPieceOfName($0) && !prefixes.isSuperset(of: $0) } ?? false
    return (free, cut, !isPiece)
  }

  /// Whether a word is one that the model knows.
  package func knows(_ word: ArraySlice<UInt32>) -> Bool { word.count <= longest && cost(word) != nil }

  /// Whether all characters are among those that write foreign names.
  package func spellsName(_ word: ArraySlice<UInt32>) -> Bool { letters.isSuperset(of: word) }

  private func isPieceOfName(_ word: ArraySlice<UInt32>) -> Bool {
    word.count <= 2 && letters.isSuperset(of: word)
      && (word.count == 1 || Int(cost(word) ?? Int32(floor)) >= parameter("rare"))
  }

  private var floor: Int { parameter("floor") }

  private func parameter(_ name: String) -> Int { parameters[name] ?? 0 }

  private func cost(_ word: ArraySlice<UInt32>) -> Int32? { costs[Self.key(word)] }

  /// Different words have the same key hardly ever.
  private static func key(_ word: ArraySlice<UInt32>) -> UInt64 {
    word.reduce(0xCBF2_9CE4_8422_2325) { key, scalar in
      let mixed = (key ^ UInt64(scalar)) &* 0x100_0000_01B3
      return (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
  }
}
