import Documents
import Dragoman

/// What translates for the service. The real one is `Translator`.
package protocol TranslationEngine: Sendable {
  /// The best route between any two languages.
  var routes: [Route] { get }
  var models: [EngineModel] { get }

  /// The languages that a text may be in, likeliest first; empty for one without words.
  func detectLanguage(of text: String) -> [DetectedLanguage]

  func translate(
    _ texts: [String], from: LanguageTag, to: LanguageTag, options: TranslationOptions
  ) async throws -> [Translation]

  /// The same for one text, whose sentences are said as they end, in any order.
  func translate(
    _ text: String, from: LanguageTag, to: LanguageTag, options: TranslationOptions,
    sentence: @escaping @Sendable (_ index: Int, SentenceTranslation) -> Void
  ) async throws -> Translation

  /// What translates the units of documents.
  func units(_ options: TranslationOptions) -> any UnitTranslating
}

/// A model that the engine has.
package struct EngineModel: Sendable, Equatable {
  package var id: String
  /// BCP 47, `mul` for many.
  package var from: String
  package var to: String
  /// BLEU as the model declares it.
  package var quality: Double?

  package init(id: String, from: String, to: String, quality: Double? = nil) {
    (self.id, self.from, self.to, self.quality) = (id, from, to, quality)
  }
}
