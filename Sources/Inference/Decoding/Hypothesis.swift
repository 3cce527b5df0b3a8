/// Why a hypothesis ended.
public enum FinishReason: String, Sendable, Codable {
  /// The model said so.
  case endOfSentence
  /// `maximumLength` was reached.
  case length
  /// The same tokens kept coming back and decoding was stopped.
  case repetition
}

/// One translation of one sentence, in target ids.
public struct Hypothesis: Sendable, Equatable {
  /// Target ids without the end mark.
  public var tokens: [Int32]
  /// Log-probability divided by length^lengthPenalty; the end mark counts in both.
  public var score: Float
  /// Log-probability of each token, then that of the end mark when it was reached.
  public var tokenScores: [Float]
  public var finishReason: FinishReason
  /// [tokens][source positions]: what each token translates, by the model's alignment heads. A row sums to 1, or
  /// to 0 for the last token of a translation cut at its length. Empty unless asked for.
  public var attention: [[Float]]

  public init(
    tokens: [Int32], score: Float, tokenScores: [Float], finishReason: FinishReason,
    attention: [[Float]] = []
  ) {
    self.tokens = tokens
    self.score = score
    self.tokenScores = tokenScores
    self.finishReason = finishReason
    self.attention = attention
  }
}
