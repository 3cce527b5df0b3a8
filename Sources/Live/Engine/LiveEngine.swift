import Dragoman

/// What live sessions translate with.
public protocol LiveEngine: Sendable {
  /// The likeliest language of a text; nil where it cannot be told.
  func language(of text: String) -> DetectedLanguage?

  /// The language pairs that single models translate.
  var pairs: [LanguagePair] { get }

  /// Why there is no way from one language to the other; nil where there is one.
  func gap(from: LanguageTag, to: LanguageTag) -> String?

  /// Whether it knows what belongs to domains.
  var hasDomains: Bool { get }

  /// - Parameter sentence: one sentence, or the beginning of one.
  func translate(
    _ sentence: String, from: LanguageTag, to: LanguageTag, hint: SentenceHint
  ) async throws -> LiveTranslation
}

extension LiveEngine {
  public var hasDomains: Bool { false }
}
