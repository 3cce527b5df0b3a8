/// What the target's tokens are, as far as terms have to know.
public struct WordTokens: Sendable {
  /// Those that say nothing by themselves, such as articles and marks; terms stand behind them.
  public var light: Set<Int32>
  /// Those of `light` that are no words.
  public var marks: Set<Int32>
  /// Those that go on with the word of the token before.
  public var continuations: Set<Int32>
  /// Those that make another word of what they stand behind: of `continuations` all but endings.
  public var otherWords: Set<Int32>
  /// Articles that depend on the noun behind them, and what they melt into: a term brings its own.
  public var articles: Set<Int32>
  /// What ties an article to its noun.
  public var apostrophes: Set<Int32>

  public init(
    light: Set<Int32> = [], marks: Set<Int32> = [], continuations: Set<Int32> = [],
    otherWords: Set<Int32> = [], articles: Set<Int32> = [],
    apostrophes: Set<Int32> = []
  ) {
    (self.light, self.marks, self.continuations) = (light, marks, continuations)
    self.otherWords = otherWords
    (self.articles, self.apostrophes) = (articles, apostrophes)
  }
}
