/// Which tags of a cue belong to which.
enum CueTags {
  /// The range with the other halves of the pairs that have one half in it between its texts. Tags around all of it
  /// stay outside, where nothing moves them.
  /// - Parameter pairs: of the whole cue.
  static func extended(_ range: Range<Int>, in tokens: [CueToken], _ pairs: [Int: Int]) -> Range<Int> {
    guard !pairs.isEmpty else { return range }
    // Text of another segment is not drawn in.
    let first = tokens[..<range.lowerBound].lastIndex(where: isWord).map { $0 + 1 } ?? 0
    let last = tokens[range.upperBound...].firstIndex(where: isWord) ?? tokens.count
    var result = range
    var unseen = [range]
    while let part = unseen.popLast() {
      for index in part {
        guard let other = pairs[index], !result.contains(other), (first..<last).contains(other) else {
          continue
        }
        let new = min(result.lowerBound, other)..<max(result.upperBound, other + 1)
        unseen += [new.lowerBound..<result.lowerBound, result.upperBound..<new.upperBound]
        result = new
      }
    }
    return result
  }

  private static func isWord(_ token: CueToken) -> Bool {
    guard let scalar = token.scalar else { return false }
    return !scalar.isSpaceMark
  }

  /// Openings to closings and back, within the range.
  static func pairs(in range: Range<Int>, of tokens: [CueToken]) -> [Int: Int] {
    var pairs: [Int: Int] = [:]
    var open: [(index: Int, name: String)] = []
    for index in range {
      switch tokens[index].kind {
      case .opening(let name): open.append((index, name))
      case .closing(let name):
        guard let match = open.suffix(32).lastIndex(where: { $0.name == name }) else { continue }
        pairs[index] = open[match].index
        pairs[open[match].index] = index
        open.removeSubrange(match...)
      default: break
      }
    }
    return pairs
  }
}

extension Unicode.Scalar {
  fileprivate var isSpaceMark: Bool { self == " " || self == "\t" || self == "\u{A0}" }
}
