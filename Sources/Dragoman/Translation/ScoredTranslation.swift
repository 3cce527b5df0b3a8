/// A sentence and a translation of it to be scored.
public struct ScoringPair: Sendable, Codable, Hashable {
  public var source: String
  public var target: String

  public init(source: String, target: String) {
    self.source = source
    self.target = target
  }
}

/// How likely a model holds a given translation.
public struct ScoredTranslation: Sendable, Codable, Equatable {
  /// One target token as the model counts it.
  public struct Token: Sendable, Codable, Equatable {
    /// As the vocabulary spells it; U+2581 stands for the space before a word.
    public var piece: String
    /// Natural logarithm of its probability after the source and the tokens before it.
    public var logProbability: Double
  }

  public var source: String
  public var target: String
  /// Natural logarithm of the translation's probability: the sum over `tokens`. Negative infinity for what
  /// the model cannot write, such as a character that it does not know.
  public var logProbability: Double
  /// `logProbability` divided by the number of tokens, as `SentenceTranslation.score` is.
  public var score: Double
  /// In order; the last is the end mark.
  public var tokens: [Token]
  /// Which stretches of `source` became which of `target`; nil unless asked for.
  public var alignment: [AlignedSpan]?
}
