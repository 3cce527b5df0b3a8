/// One sentence to decode: source ids with their special tokens, and how.
public struct DecodingRequest: Sendable {
  /// [source positions], begin and end marks included.
  public var source: [Int32]
  /// A translation to score, without its end mark; nil to search for one.
  ///
  /// The one hypothesis is then this target, its `tokenScores` the log-probabilities of its tokens and of the
  /// end mark: the same, to the last bit, that a search with these options gives these tokens, unless it narrows the
  /// vocabulary by the model's screen: a given translation is scored among all words. They are negative
  /// infinity where the options forbid a token, and 0 in the forced prefix, with which the target must begin.
  /// The target's words are a part of every shortlist. Beam size and length limit play no role.
  public var target: [Int32]?
  /// A likely translation, in target ids without the end mark; empty for none.
  ///
  /// The decoder reads many of its tokens in one pass, keeps those that it would have chosen itself, and goes on
  /// from there: the result is the same, to the last bit, with any draft, and comes the sooner the more of the draft
  /// is right. (A `draftMargin` of the options takes more of it than that.) It counts at beam size 1 only, since a wider beam follows words that no draft foresees, and only when
  /// it begins with the forced prefix.
  public var draft: [Int32]
  /// Parts of the source whose translation is given; at most 64 count, and drafts do not beside them.
  public var terms: [TermConstraint]
  /// What the target's tokens are; terms are led by it.
  public var words: WordTokens
  public var options: DecodingOptions

  public init(
    source: [Int32], target: [Int32]? = nil, draft: [Int32] = [], terms: [TermConstraint] = [],
    words: WordTokens = WordTokens(), options: DecodingOptions
  ) {
    self.source = source
    self.target = target
    self.draft = draft
    self.terms = terms
    self.words = words
    self.options = options
  }

  /// Hypotheses at each step.
  var beamSize: Int { target == nil ? options.beamSize : 1 }
}
