import Dragoman

/// Units through the `Translator` that everything else goes through: a sentence in a document and on the command
/// line translate alike.
public struct TranslatorEngine: UnitTranslating {
  private let translator: Translator
  private let options: TranslationOptions

  public init(_ translator: Translator, options: TranslationOptions = TranslationOptions()) {
    self.translator = translator
    var options = options
    options.returnsAlignment = true
    self.options = options
  }

  public func language(of text: String) -> LanguageTag? {
    translator.detectLanguage(of: text).first?.language
  }

  public func translate(_ text: String, from: LanguageTag, to: LanguageTag) async throws -> TextTranslation {
    TextTranslation(
      try await translator.translate(text, from: from.code, to: to.code, options: options), of: text)
  }

  public func translate(
    _ text: String, from: LanguageTag, to: LanguageTag, terms: Glossary
  ) async throws -> TextTranslation {
    var options = options
    // What a glossary says goes before what a document came to say.
    options.glossaries.append(terms)
    return TextTranslation(
      try await translator.translate(text, from: from.code, to: to.code, options: options), of: text)
  }
}
