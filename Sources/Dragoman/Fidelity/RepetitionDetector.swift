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
  public func loop(in tokens: [Int32]) -> LoopFinding? { firstLoop(in: tokens) }

  /// The loop that covers the most of `text`, in words; in characters where the script sets no spaces.
  public func loop(in text: String) -> LoopFinding? {
    TextUnits(text).loop(by: self)?.loop
  }

  /// The share of `tokens` that lie in an n-gram which came before; 0 for fewer than 2n tokens.
  public func repeatedShare(of tokens: [Int32], n: Int = 4) -> Double {
    guard n > 0, tokens.count >= 2 * n else { return 0 }
    var seen = Set<ArraySlice<Int32>>()
    var repeated = 0
    for start in 0...(tokens.count - n) where !seen.insert(tokens[start..<start + n]).inserted {
      repeated += 1
    }
    return Double(repeated) / Double(tokens.count - n + 1)
  }

  func firstLoop(in tokens: [Int32]) -> LoopFinding? {
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
