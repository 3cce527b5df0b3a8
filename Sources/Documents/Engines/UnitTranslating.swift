import Dragoman

/// What translates the text of units. The real one is ``TranslatorEngine``.
public protocol UnitTranslating: Sendable {
  /// The language of `text`, a sample of the document; nil where it cannot be told.
  func language(of text: String) -> LanguageTag?

  /// - Parameter text: a unit's text: plain, without its tags.
  func translate(_ text: String, from: LanguageTag, to: LanguageTag) async throws -> TextTranslation

  /// - Parameter terms: what a document calls things, besides what the engine knows.
  func translate(
    _ text: String, from: LanguageTag, to: LanguageTag, terms: Glossary
  ) async throws -> TextTranslation
}

extension UnitTranslating {
  /// Of engines that know no terms.
  public func translate(
    _ text: String, from: LanguageTag, to: LanguageTag, terms: Glossary
  ) async throws -> TextTranslation {
    try await translate(text, from: from, to: to)
  }
}
