/// A stretch that says the same thing over and over.
public struct LoopFinding: Sendable, Equatable {
  /// Tokens, words or characters in one turn.
  public let period: Int
  /// Turns, the first counted.
  public let count: Int
  /// Index of the first token of the first turn.
  public let start: Int

  /// Indices from the first turn's first token to behind the last whole turn's last.
  public var range: Range<Int> { start..<start + period * count }

  public init(period: Int, count: Int, start: Int) {
    self.period = period
    self.count = count
    self.start = start
  }
}
