import Dragoman

/// What translates the text of units. The real one is ``TranslatorEngine``.
public protocol UnitTranslating: Sendable {
  /// The language of `text`, a sample of the document; nil where it cannot be told.
  func language(of text: String) -> LanguageTag?

  /// - Parameter text: a unit's text: plain, without its tags.
  func translate(_ text: String, from: LanguageTag, to: LanguageTag) async throws -> TextTranslation
}
