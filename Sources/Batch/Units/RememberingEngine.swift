import Documents
import Dragoman
import Synchronization

/// Translates each text of a job once: what is known from before a kill, or from another file, is taken from the job.
struct RememberingEngine: UnitTranslating {
  private let engine: any UnitTranslating
  private let store: JobStore
  private let flights = Flights()

  init(_ engine: any UnitTranslating, store: JobStore) {
    self.engine = engine
    self.store = store
  }

  func language(of text: String) -> LanguageTag? { engine.language(of: text) }

  func translate(_ text: String, from: LanguageTag, to: LanguageTag) async throws -> TextTranslation {
    try await remembered(text, UnitKey(text, from: from)) { [engine] in
      try await engine.translate(text, from: from, to: to)
    }
  }

  func translate(
    _ text: String, from: LanguageTag, to: LanguageTag, terms: Glossary
  ) async throws -> TextTranslation {
    try await remembered(text, UnitKey(text, from: from, terms: terms)) { [engine] in
      try await engine.translate(text, from: from, to: to, terms: terms)
    }
  }

  private func remembered(
    _ text: String, _ unit: UnitKey, _ translate: @escaping @Sendable () async throws -> TextTranslation
  ) async throws -> TextTranslation {
    try await flights.result(of: unit) { [store] in
      if let known = try store.translation(of: unit)?.translation(of: text) { return known }
      try store.begin(unit)
      do {
        let translation = try await translate()
        try store.finish(unit, StoredTranslation(translation))
        return translation
      } catch {
        // Whoever was interrupted is to be tried again.
        if !(error is CancellationError) { try store.fail(unit) }
        throw error
      }
    }
  }
}
