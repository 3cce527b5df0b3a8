/// How one sentence is decoded.
public struct DecodingOptions: Sendable, Equatable {
  /// Hypotheses kept at each step; 1 is greedy search.
  public var beamSize = 4
  /// Finished hypotheses are ranked by log-probability / length^lengthPenalty.
  public var lengthPenalty: Float = 1
  /// Hypotheses returned, best first; at most `beamSize`.
  public var hypothesisCount = 1
  /// The most target tokens, the end mark not counted. nil: by the source's length.
  public var maximumLength: Int?
  /// The fewest target tokens before the end mark may come.
  public var minimumLength = 0
  /// No n-gram of this size comes twice; 0 turns the rule off.
  public var noRepeatNgramSize = 0
  /// Above 1, tokens already used are made less likely: positive logits are divided by it, negative ones multiplied.
  public var repetitionPenalty: Float = 1
  /// Tokens that never come out.
  public var suppressedTokens: [Int32] = []
  /// Tokens that never come out in a row, such as those of a word that must not be said; none is empty.
  public var bannedSequences: [[Int32]] = []
  /// Target tokens the translation must begin with; returned as part of it.
  public var forcedPrefix: [Int32] = []
  /// Whether each step chooses among likely words. Where the model came with a shortlist, these are the sentence's
  /// words in it; a sentence that may become more than half of all words chooses from all. Else they are what the
  /// model's screen finds at each step, and probabilities are relative to an estimate of all words' sum.
  public var narrowsVocabulary = true
  /// How much likelier, in log-probability, another token must be to come in place of the draft's. 0, with which a draft
  /// changes nothing but the time; above, near ties go as the draft has them.
  public var draftMargin: Float = 0
  /// Whether hypotheses carry cross-attention weights.
  public var returnsAttention = false

  public init(beamSize: Int = 4) {
    self.beamSize = beamSize
  }
}
