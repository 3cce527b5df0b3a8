/// Finds repetition loops, the typical failure of a decoder that has lost its way.
///
/// Time is `maximumPeriod` times the length.
public struct RepetitionDetector: Sendable {
  /// The longest turn looked for.
  public var maximumPeriod = 40
  /// Turns that make a loop when a turn is one token, two or three tokens, or more.
  public var minimumCounts = (single: 6, short: 4, long: 3)

  public init() {}

  /// The loop that covers the most of `tokens`, nil when there is none.
  public func loop(in tokens: [Int32]) -> LoopFinding? { longestLoop(in: tokens) }

  /// The loop that covers the most of `text`, in words; in characters where the script sets no spaces.
  public func loop(in text: String) -> LoopFinding? {
    TextUnits(text).loop(by: self)?.loop
  }

  /// The share of `tokens` that lie in an n-gram which came before; 0 for fewer than 2n tokens.
  public func repeatedShare(of tokens: [Int32], n: Int = 4) -> Double {
    guard n > 0, tokens.count >= 2 * n else { return 0 }
    let groups = tokens.count - n + 1
    // A group stands for itself by a 64-bit mix; two that collide would change the share by 1 / groups.
    var seen = Set<UInt64>(minimumCapacity: groups)
    var repeated = 0
    for start in 0..<groups {
      var mixed: UInt64 = 0
      for token in tokens[start..<start + n] {
        mixed = (mixed ^ UInt64(UInt32(bitPattern: token))) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 29
      }
      if !seen.insert(mixed).inserted { repeated += 1 }
    }
    return Double(repeated) / Double(groups)
  }

  private func longestLoop(in tokens: [Int32]) -> LoopFinding? {
    var best: LoopFinding?
    for period in 1...max(1, min(maximumPeriod, max(1, tokens.count / 2))) {
      let minimum =
        period == 1 ? minimumCounts.single : period <= 3 ? minimumCounts.short : minimumCounts.long
      var run = 0
      var index = period
      while index <= tokens.count {
        if index < tokens.count, tokens[index] == tokens[index - period] {
          run += 1
        } else {
          let count = run / period + 1
          // A turn made of shorter turns has been seen already: only more coverage replaces a finding.
          if count >= minimum, period * count > best.map({ $0.period * $0.count }) ?? 0 {
            best = LoopFinding(period: period, count: count, start: index - run - period)
          }
          run = 0
        }
        index += 1
      }
    }
    return best
  }
}
