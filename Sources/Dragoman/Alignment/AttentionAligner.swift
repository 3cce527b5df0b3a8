/// Cross-attention to links between words.
///
/// Attention says how each target token looks at the source. Summed over pieces, it becomes a matrix of
/// words; a pair's strength is the geometric mean of the share it has of the target word's attention and the
/// share it has of all attention to the source word, so that a word that everything looks at (a comma, an
/// article) is strong with none. A link is a pair that is strongest for one of its two words, and strong
/// enough.
package struct AttentionAligner {
  /// The least strength of a link, set on hand-aligned sentences: see Benchmarks/Alignment.
  static let leastStrength: Float = 0.2

  /// [target units][source units]
  private let strengths: [[Float]]

  /// - Parameters:
  ///   - attention: [target tokens][source positions].
  ///   - source: bytes of the source text by source piece; piece i is position `firstPosition + i`.
  ///   - target: bytes of the translation by target token.
  init(
    attention: [[Float]], source: [Range<Int>], firstPosition: Int, sourceUnits: [Range<Int>],
    target: [Range<Int>], targetUnits: [Range<Int>]
  ) {
    let sourceShares = Self.shares(of: source, in: sourceUnits)
    let targetShares = Self.shares(of: target, in: targetUnits)
    var weights = [[Float]](
      repeating: [Float](repeating: 0, count: sourceUnits.count), count: targetUnits.count)
    for (unit, tokens) in targetShares.enumerated() {
      let total = tokens.reduce(0) { $0 + $1.share }
      for (token, share) in tokens where attention.indices.contains(token) {
        let row = attention[token]
        for (word, pieces) in sourceShares.enumerated() {
          for (piece, part) in pieces where row.indices.contains(firstPosition + piece) {
            weights[unit][word] += row[firstPosition + piece] * part * share / total
          }
        }
      }
    }
    strengths = Self.strengths(weights)
  }

  /// Pairs of unit numbers, by target, then source.
  func links() -> [(source: Int, target: Int)] {
    let bestSource = strengths.map { row in row.indices.max { row[$0] < row[$1] } }
    let words = strengths.first?.indices ?? 0..<0
    let bestTarget = words.map { word in
      strengths.indices.max { strengths[$0][word] < strengths[$1][word] }
    }
    return strengths.indices.flatMap { unit in
      words.filter { word in
        strengths[unit][word] >= Self.leastStrength && (bestSource[unit] == word || bestTarget[word] == unit)
      }.map { (source: $0, target: unit) }
    }
  }

  private static func strengths(_ weights: [[Float]]) -> [[Float]] {
    guard let width = weights.first?.count else { return [] }
    var totals = [Float](repeating: 0, count: width)
    for row in weights {
      for (word, weight) in row.enumerated() { totals[word] += weight }
    }
    return weights.map { row in
      zip(row, totals).map { weight, total in total > 0 ? weight / total.squareRoot() : 0 }
    }
  }

  /// For each unit the pieces in it, with the part of each that lies there.
  private static func shares(
    of pieces: [Range<Int>], in units: [Range<Int>]
  ) -> [[(piece: Int, share: Float)]] {
    var found = [[(piece: Int, share: Float)]](repeating: [], count: units.count)
    var first = 0
    for (index, piece) in pieces.enumerated() where !piece.isEmpty {
      while first < units.count, units[first].upperBound <= piece.lowerBound { first += 1 }
      var inside: [(unit: Int, count: Int)] = []
      var unit = first
      while unit < units.count, units[unit].lowerBound < piece.upperBound {
        inside.append((unit, units[unit].clamped(to: piece).count))
        unit += 1
      }
      // Of a piece what is in no unit is the space before its word.
      let total = inside.reduce(0) { $0 + $1.count }
      for (unit, count) in inside where count > 0 {
        found[unit].append((index, Float(count) / Float(total)))
      }
    }
    return found
  }
}
