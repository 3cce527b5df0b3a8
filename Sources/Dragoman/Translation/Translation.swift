/// One text translated.
public struct Translation: Sendable, Codable, Equatable {
  /// The whole text in the target language, laid out as the source was.
  public var text: String
  /// BCP 47.
  public var from: String
  /// BCP 47.
  public var to: String
  /// The models and conversions that the text went through.
  public var route: Route
  /// The confidence of the detection, 0...1, when `from` was not given.
  public var detectionConfidence: Double?
  /// The sentences in order, as they were translated.
  public var sentences: [SentenceTranslation]
  public var timings: TranslationTimings

  /// Whether a sentence did not end by itself or did not pass the checks.
  public var hasWarnings: Bool { sentences.contains { !$0.warnings.isEmpty } }
}

/// One sentence translated.
public struct SentenceTranslation: Sendable, Codable, Equatable {
  public var source: String
  public var text: String
  /// The sentence between the steps of its route, in order; steps that changed nothing are left out. Empty
  /// for a direct translation.
  public var pivots: [Pivot]
  /// Further translations, likeliest first; empty unless asked for.
  public var alternatives: [Alternative]
  /// Log-probability by token, length-normalised as the options say, summed over the models of the route; 0
  /// where nothing was decoded.
  public var score: Double
  public var finishReason: SentenceFinish
  /// Which stretches of `source` became which of `text`, in the order of `source`; nil unless asked for. What was
  /// copied or made by a rule is one stretch.
  public var alignment: [AlignedSpan]? = nil
  /// What a reader should look at, from all steps; the text is compared with the source itself.
  public var warnings: [TranslationWarning]

  /// The translation and its alternatives, best first.
  public var ranked: [Alternative] { [Alternative(text: text, score: score)] + alternatives }

  public struct Alternative: Sendable, Codable, Equatable {
    public var text: String
    public var score: Double
  }

  public struct Pivot: Sendable, Codable, Equatable {
    /// BCP 47.
    public var language: String
    public var text: String
  }
}

/// Why a sentence's translation ended.
public enum SentenceFinish: String, Sendable, Codable {
  /// The model ended it.
  case endOfSentence
  /// It reached the length limit.
  case length
  /// It repeated itself, even under stricter rules, and was cut before the repetition.
  case repetition
  /// The model was not asked: there was nothing to translate, or a rule did it.
  case copied
  /// The model was not asked: a translation memory had it.
  case recalled
}

/// Where the time of a call went, in seconds. Calls that run side by side share the workers.
public struct TranslationTimings: Sendable, Codable, Equatable {
  /// Detection, layout, segmentation and subword encoding.
  public var preparation: Double
  /// Decoding by the model, queueing included.
  public var decoding: Double
  /// From call to result.
  public var total: Double
  /// Tokens that the model read and wrote.
  public var sourceTokens: Int
  public var targetTokens: Int
}
