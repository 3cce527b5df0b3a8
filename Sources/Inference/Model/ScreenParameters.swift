/// What finds the likely words at a fraction of the output layer's cost; see `VocabularyScreen`.
public struct ScreenParameters: Sendable {
  /// Hidden vectors to fewer dimensions: weight [rank, d], bias [rank].
  public var projection: LinearParameters
  /// Those to about each word's logit: weight [targetVocabulary, rank], bias [targetVocabulary].
  public var words: LinearParameters
  /// Panels of 16 words whose logits are made exactly, at each step of each hypothesis.
  public var panelCount: Int
  /// The mean of a panel's probability over that of its best word's approximation, in the panels left out.
  public var restFactor: Float

  public init(projection: LinearParameters, words: LinearParameters, panelCount: Int, restFactor: Float) {
    self.projection = projection
    self.words = words
    self.panelCount = panelCount
    self.restFactor = restFactor
  }
}
