/// Cuts one long sentence into pieces at the best places there are.
package struct ClauseSplitter: Sendable {
  package let limit: Int

  package init(limit: Int) { self.limit = limit }

  /// How good a place behind an atom is for a cut, the best largest.
  private enum Strength: Int {
    case none, cluster, space, comma, clause, semicolon
  }

  private struct Atom {
    var range: Range<Int>
    var measure: Int
    var strength: Strength
  }

  package func pieces(of sentence: String, total: Int, measure: (String) -> Int) -> [TextSegment] {
    let text = ScalarText(sentence)
    let atoms = atoms(of: text, total: total, measure: measure)
    return ranges(of: atoms).map { range in
      var end = range.upperBound
      while end > range.lowerBound, text.scalars[end - 1].isSpace { end -= 1 }
      return TextSegment(text: text[range.lowerBound..<end], suffix: text[end..<range.upperBound])
    }
  }

  // MARK: Atoms

  private func atoms(of text: ScalarText, total: Int, measure: (String) -> Int) -> [Atom] {
    var atoms: [Atom] = []
    var start = 0
    var index = 0
    while index < text.count {
      let strength = strength(behind: index, in: text)
      index += 1
      guard strength != .none || index == text.count else { continue }
      index = text.skippingSpace(from: index)
      append(start..<index, strength, of: text, to: &atoms, measure: measure)
      start = index
    }
    return atoms
  }

  private func append(
    _ range: Range<Int>, _ strength: Strength, of text: ScalarText, to atoms: inout [Atom],
    measure: (String) -> Int
  ) {
    let length = max(1, measure(text[range]))
    guard length > limit, range.count > 1 else {
      atoms.append(Atom(range: range, measure: length, strength: strength))
      return
    }
    // Half the limit leaves the packing a choice; rounding up keeps it going forward.
    let share = max(1, range.count * limit / length / 2)
    let cuts = Self.clusterCuts(in: text[range], every: share)
    var start = range.lowerBound
    for cut in cuts {
      let end = range.lowerBound + cut
      let piece = start..<end
      let isLast = end == range.upperBound
      atoms.append(
        Atom(range: piece, measure: max(1, measure(text[piece])), strength: isLast ? strength : .cluster))
      start = end
    }
  }

  /// A mark of Zalgo text can be without end: such a cluster is cut after this many scalars.
  private static let longestCluster = 32

  /// Ends of chunks of about `size` scalars, whole grapheme clusters each; the last is the end of the text.
  private static func clusterCuts(in string: String, every size: Int) -> [Int] {
    var cuts: [Int] = []
    var position = 0
    var chunkStart = 0
    for character in string {
      let length = character.unicodeScalars.count
      if position > chunkStart, position + length - chunkStart > size {
        cuts.append(position)
        chunkStart = position
      }
      let end = position + length
      while end - chunkStart > max(size, longestCluster) {
        chunkStart += max(size, longestCluster)
        cuts.append(chunkStart)
      }
      position = end
    }
    if cuts.last != position { cuts.append(position) }
    return cuts
  }

  private func strength(behind index: Int, in text: ScalarText) -> Strength {
    let scalar = text.scalars[index]
    let next = text.scalar(at: index + 1)
    switch scalar {
    case "；", "。", "！", "？", "؛": return .semicolon
    case "，", "：", "،": return .clause
    case "、": return .comma
    case "—", "―", "…": return next == scalar ? .none : .comma
    case ";", ",", ":", ".", "!", "?":
      guard let next else { return .none }
      let isWideBoth = next.isIdeographic && (text.scalar(at: index - 1)?.isIdeographic ?? false)
      guard next.isSpace || isWideBoth else { return .none }
      switch scalar {
      case ";": return .semicolon
      case ",", ":": return .clause
      default: return .space
      }
    case "–": return next?.isSpace == true ? .clause : .none
    default:
      guard scalar.isSpace, scalar != "\u{A0}", scalar != "\u{202F}" else { return .none }
      return .space
    }
  }

  // MARK: Packing

  /// Joins atoms to pieces of similar length that end at the strongest places.
  private func ranges(of atoms: [Atom]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var remaining = atoms.reduce(0) { $0 + $1.measure }
    var first = 0
    while first < atoms.count {
      let pieces = (remaining + limit - 1) / limit
      let target = max(1, remaining / max(1, pieces))
      var length = 0
      var best = first
      var bestLength = 0
      var bestStrength = -1
      var index = first
      while index < atoms.count, index == first || length + atoms[index].measure <= limit {
        length += atoms[index].measure
        // Below a third of the target a piece is too short, however good its end.
        let strength = length * 3 < target ? 0 : 1 + atoms[index].strength.rawValue
        let isCloser = abs(length - target) < abs(bestLength - target)
        if strength > bestStrength || (strength == bestStrength && isCloser) {
          (best, bestLength, bestStrength) = (index, length, strength)
        }
        index += 1
      }
      // All that is left fits.
      if index == atoms.count { (best, bestLength) = (index - 1, length) }
      ranges.append(atoms[first].range.lowerBound..<atoms[best].range.upperBound)
      remaining -= bestLength
      first = best + 1
    }
    return ranges
  }
}
