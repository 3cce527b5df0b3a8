/// A translated sentence.
public struct LiveTranslation: Sendable, Equatable {
  public var text: String
  /// Log-probability by token; nil where no model was asked.
  public var score: Double?
  /// What a reader should look at.
  public var checks: [String]

  public init(text: String, score: Double? = nil, checks: [String] = []) {
    (self.text, self.score, self.checks) = (text, score, checks)
  }
}
