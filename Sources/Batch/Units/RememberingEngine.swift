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
    let unit = try UnitKey(text, from: from)
    return try await flights.result(of: unit) { [engine, store] in
      if let known = try store.translation(of: unit)?.translation(of: text) { return known }
      try store.begin(unit)
      do {
        let translation = try await engine.translate(text, from: from, to: to)
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
