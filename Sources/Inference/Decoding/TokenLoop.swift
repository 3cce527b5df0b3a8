/// A run of tokens that keeps coming back at the end of a sequence.
package struct TokenLoop: Equatable, Sendable {
  /// The length of what repeats, in tokens.
  package var period: Int
  /// Trailing tokens that only repeat what stood `period` earlier.
  package var repeated: Int

  private static let longestPeriod = 32
  private static let fewestRepeated = 24
  private static let fewestRounds = 3

  /// A loop at the end of `tokens`, or nil. `allowance` more repeated tokens are tolerated, for sources
  /// that repeat themselves.
  package static func trailing(in tokens: [Int32], allowance: Int = 0) -> TokenLoop? {
    let count = tokens.count
    guard count > fewestRepeated + allowance else { return nil }
    for period in 1...min(longestPeriod, count - 1) {
      let needed = max(fewestRepeated, fewestRounds * period) + allowance
      let repeated = trailingRun(in: tokens, period: period)
      if repeated >= needed { return TokenLoop(period: period, repeated: repeated) }
    }
    return nil
  }

  /// The longest run anywhere in `tokens` that repeats with a short period.
  package static func longestRun(in tokens: [Int32]) -> Int {
    var longest = 0
    for period in 1...longestPeriod where period < tokens.count {
      var run = 0
      for i in period..<tokens.count {
        run = tokens[i] == tokens[i - period] ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    return longest
  }

  private static func trailingRun(in tokens: [Int32], period: Int) -> Int {
    var i = tokens.count - 1
    while i >= period, tokens[i] == tokens[i - period] { i -= 1 }
    return tokens.count - 1 - i
  }
}
