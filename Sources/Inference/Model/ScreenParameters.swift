/// What finds the likely words at a fraction of the output layer's cost; see `VocabularyScreen`.
public struct ScreenParameters: Sendable {
  /// Hidden vectors to fewer dimensions: weight [rank, d], bias [rank].
  public var projection: LinearParameters
  /// Those to about each word's logit: weight [words, rank], bias [words]. The words of the vocabulary behind them
  /// are foreign to the target language: they may come where the source has them. Models with such words have one
  /// vocabulary for both sides.
  public var words: LinearParameters
  /// Panels of 16 words whose logits are made exactly, at each step of each hypothesis.
  public var panelCount: Int
  /// What the panels left out hold: with e the sum of e^s over the scores s of their best words, both relative to
  /// what the chosen panels hold, about `restFactor` e^`restExponent`.
  public var restFactor: Float
  public var restExponent: Float

  public init(
    projection: LinearParameters, words: LinearParameters, panelCount: Int, restFactor: Float,
    restExponent: Float
  ) {
    self.projection = projection
    self.words = words
    self.panelCount = panelCount
    self.restFactor = restFactor
    self.restExponent = restExponent
  }
}
