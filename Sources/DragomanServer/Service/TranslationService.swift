import Documents
import Dragoman
import Foundation
import Synchronization

/// What every API of the server stands on: texts, documents, languages, by one engine.
///
/// Cancelling a call's task cancels its work. A text is translated as the library translates it; one that is in the
/// target language already, or has no words, is copied.
package final class TranslationService: Sendable {
  package let engine: any TranslationEngine
  package let options: ServiceOptions
  package let registry: FormatRegistry
  package let documents: DocumentJobs
  package let glossaries: any GlossaryStore
  private let knownTerms = Mutex<[String: Glossary]>([:])
  private let languagesMemory = ShortMemory<LanguageTable>(seconds: 2)

  /// - Parameters:
  ///   - glossaries: in memory unless given.
  package init(
    engine: any TranslationEngine, options: ServiceOptions = ServiceOptions(),
    registry: FormatRegistry = .standard, glossaries: (any GlossaryStore)? = nil
  ) {
    (self.engine, self.options, self.registry) = (engine, options, registry)
    self.glossaries = glossaries ?? MemoryGlossaryStore()
    documents = DocumentJobs(engine: engine, options: options, registry: registry)
  }

  /// The service over the models of `translator`.
  package convenience init(
    translator: Translator, options: ServiceOptions = ServiceOptions(), glossaries: (any GlossaryStore)? = nil
  ) {
    self.init(engine: TranslatorServiceEngine(translator), options: options, glossaries: glossaries)
  }

  /// The languages that there are models for.
  package var languages: LanguageTable { languagesMemory.value { LanguageTable(engine.routes) } }

  /// The languages that `text` may be in, likeliest first; empty for one without words.
  package func detect(_ text: String) -> [DetectedLanguage] { engine.detectLanguage(of: text) }

  // MARK: - What requests ask for

  /// A client's glossary as terms that hold. It never changes, and its tables are kept for the next request.
  package func terms(of glossary: StoredGlossary) -> Glossary {
    knownTerms.withLock { known in
      if let terms = known[glossary.id] { return terms }
      if known.count >= Self.mostKnownTerms { known.removeAll() }
      let terms = glossary.terms
      known[glossary.id] = terms
      return terms
    }
  }

  private static let mostKnownTerms = 16

  /// A language's tag for any spelling of it.
  package func language(_ spelling: String) throws(ServiceError) -> LanguageTag {
    do { return try LanguageTag(spelling) } catch {
      throw .unsupportedLanguages(reason: error.description)
    }
  }

  package func translationOptions(for request: TextRequest, domain: Domain?) throws -> TranslationOptions {
    var translation = try translation(of: request.knowledge, domain: domain)
    if let beamSize = request.beamSize {
      guard (1...options.widestBeam).contains(beamSize) else {
        throw ServiceError.invalid(field: "beam_size", reason: "it has to be from 1 to \(options.widestBeam)")
      }
      translation.beamSize = beamSize
    }
    guard (0..<options.widestBeam).contains(request.alternatives) else {
      throw ServiceError.invalid(
        field: "alternatives", reason: "it has to be from 0 to \(options.widestBeam - 1)")
    }
    translation.alternatives = request.alternatives + 1
    // A search finds no more than it keeps.
    translation.beamSize = max(translation.beamSize, translation.alternatives)
    translation.returnsAlignment = request.returnsAlignment
    return translation
  }

  func check(_ request: TextRequest) throws(ServiceError) {
    guard request.texts.count <= options.mostTexts else {
      throw .tooLarge(what: "texts", count: request.texts.count, limit: options.mostTexts)
    }
    _ = try domains(for: request.knowledge)
  }
}
