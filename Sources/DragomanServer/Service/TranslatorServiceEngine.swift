import Documents
import Dragoman

/// `Translator` as the service has it: one for the whole server.
package struct TranslatorServiceEngine: TranslationEngine {
  private let translator: Translator

  package init(_ translator: Translator) {
    self.translator = translator
  }

  package var routes: [Route] { translator.routes }

  package var models: [EngineModel] {
    translator.models.map { EngineModel(id: $0.id, from: $0.from, to: $0.to, quality: $0.quality) }
  }

  package func detectLanguage(of text: String) -> [DetectedLanguage] { translator.detectLanguage(of: text) }

  package func translate(
    _ texts: [String], from: LanguageTag, to: LanguageTag, options: TranslationOptions
  ) async throws -> [Translation] {
    try await translator.translate(texts, from: from.code, to: to.code, options: options)
  }

  package func translate(
    _ text: String, from: LanguageTag, to: LanguageTag, options: TranslationOptions,
    sentence: @escaping @Sendable (Int, SentenceTranslation) -> Void
  ) async throws -> Translation {
    try await translator.translate(text, from: from.code, to: to.code, options: options, sentence: sentence)
  }

  package func units(_ options: TranslationOptions) -> any UnitTranslating {
    TranslatorEngine(translator, options: options)
  }
}
