/// How texts are translated. The defaults suit documents; `beamSize = 1` is three times faster.
public struct TranslationOptions: Sendable, Equatable, Codable {
  /// Hypotheses kept at each step of the search; 1 is greedy search.
  public var beamSize = 4
  /// Translations returned for each sentence, best first; at most `beamSize`.
  public var alternatives = 1
  /// Finished hypotheses are ranked by log-probability / length^lengthPenalty.
  public var lengthPenalty: Float = 1
  /// The most target tokens of one sentence, at each step of a route; nil follows the source's length.
  public var maximumLength: Int?
  /// The fewest target tokens of one sentence.
  public var minimumLength = 0
  /// No n-gram of this size comes twice in a sentence; 0 turns the rule off.
  public var noRepeatNgramSize = 0
  /// Above 1, words already used are made less likely.
  public var repetitionPenalty: Float = 1
  /// Each word is chosen among likely ones: those of the model's shortlist, or those that its screen finds. Off, all
  /// words are looked at: slower, and scores are exact.
  public var narrowsVocabulary = true
  /// URLs, document symbols, placeholders, footnote marks and code come out byte for byte.
  public var protectsSpans = true
  /// Translations that loop or run away are decoded again under stricter rules; those that lose or change numbers, or
  /// are far too short or long, are searched for among more hypotheses.
  public var retriesFailures = true

  /// Terms that hold; those of the first glossaries before those of the others. They are no part of what is coded.
  public var glossaries: [Glossary] = []

  /// What has been translated before: the same sentence is taken from it and not translated again, one like it serves
  /// as a draft and says which of several words for a term is meant. It is no part of what is coded.
  public var memory: (any TranslationRecalling)? {
    get { recall?.memory }
    set { recall = newValue.map(RecallReference.init) }
  }
  private var recall: RecallReference?

  /// How translations are written beyond what they say; nil leaves them as the model has them.
  public var style: TextStyle?

  /// How much likelier, in log-probability, another word must be to come in place of that of a draft; 0, where a draft
  /// changes nothing. Texts that are translated again and again as they grow change less with it.
  public var draftMargin: Float = 0

  /// Results say which words of a sentence became which of its translation.
  public var returnsAlignment = false

  /// Languages that the route must pass through, in order and in any spelling; empty leaves it to the
  /// planner.
  public var via: [String] = []

  /// A model to translate with where it goes from the one language to the other, in place of the best route: an
  /// installed model's id, or a folder, whose model is taken to go between any.
  public var preferredModel: String?

  private enum CodingKeys: String, CodingKey {
    case beamSize, alternatives, lengthPenalty, maximumLength, minimumLength, noRepeatNgramSize,
      repetitionPenalty,
      narrowsVocabulary, protectsSpans, retriesFailures, draftMargin, returnsAlignment, via, preferredModel,
      style
  }

  public init() {}

  /// - Throws: `TranslatorError.invalidOption`. What concerns the search alone is checked by the engine.
  func validate() throws(TranslatorError) {
    guard (1...max(beamSize, 1)).contains(alternatives) else {
      throw .invalidOption("alternatives: \(alternatives) is not in 1...beamSize (\(beamSize))")
    }
  }
}
