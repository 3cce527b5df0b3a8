/// Which tags of a cue belong to which.
enum CueTags {
  /// The range with the other halves of the pairs that have one half in it between its texts. Tags around all of it
  /// stay outside, where nothing moves them.
  /// - Parameter pairs: of the whole cue.
  static func extended(_ range: Range<Int>, in tokens: [CueToken], _ pairs: [Int: Int]) -> Range<Int> {
    guard !pairs.isEmpty else { return range }
    var result = range
    var changed = true
    while changed {
      changed = false
      for index in result {
        guard let other = pairs[index], !result.contains(other) else { continue }
        let between = other < result.lowerBound ? other..<result.lowerBound : result.upperBound..<other
        // Text of another segment is not drawn in.
        guard !between.contains(where: { tokens[$0].scalar.map { !$0.isSpaceMark } ?? false }) else {
          continue
        }
        result = min(result.lowerBound, other)..<max(result.upperBound, other + 1)
        changed = true
        break
      }
    }
    return result
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
