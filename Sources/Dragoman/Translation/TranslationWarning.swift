/// Something in a sentence's translation that a reader should look at.
public struct TranslationWarning: Sendable, Codable, Equatable {
  /// For programs: a code of `FidelityWarning`, or `length_limit`, `loop_cut`, `span_placed`,
  /// `no_translation`, `term_missing`, `term_forbidden`, `term_strained`.
  public var code: String
  /// For people, in English.
  public var message: String
  /// What it is about, in `SentenceTranslation.source`; nil where that is nothing or all of it.
  public var source: TextSpan?
  /// What it is about, in `SentenceTranslation.text`; of several places the first.
  public var target: TextSpan?

  public init(code: String, message: String, source: TextSpan? = nil, target: TextSpan? = nil) {
    self.code = code
    self.message = message
    self.source = source
    self.target = target
  }

  /// - Parameters:
  ///   - source: the sentence that was compared.
  ///   - translation: with this.
  init(_ warning: FidelityWarning, source: String, translation: String) {
    self.init(
      code: warning.code, message: warning.description,
      source: warning.sourceRange.flatMap(ScalarOffsets(source).span),
      target: warning.targetRange.flatMap(ScalarOffsets(translation).span))
  }

  /// What the end of a search tells; nil for one that ended by itself.
  init?(_ finish: SentenceFinish) {
    switch finish {
    case .endOfSentence, .copied, .recalled: return nil
    case .length: self.init(code: "length_limit", message: "the translation was cut at its length limit")
    case .repetition:
      self.init(code: "loop_cut", message: "the translation ran in a circle and was cut there")
    }
  }

  /// The search came back empty, as it does when a model's numbers are broken.
  static let noTranslation = TranslationWarning(
    code: "no_translation", message: "the model found no translation: the source stands in its place")

  /// - Parameter text: what the model would say without its terms.
  init(strained text: String) {
    self.init(code: "term_strained", message: "the terms strain it; without them: \(text)")
  }

  /// A span that the model dropped and that was set where it most likely belongs.
  init(placed span: ProtectedSpan) {
    self.init(code: "span_placed", message: "the place of \(span.text) is a guess")
  }
}
