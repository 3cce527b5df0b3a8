import Dragoman
import Knowledge
import Synchronization

/// Live text through the `Translator` that everything else goes through.
public struct TranslatorLiveEngine: LiveEngine {
  private let translator: Translator
  private let options: TranslationOptions
  private let domains: DomainKnowledge?
  /// Those of sessions: each sentence of one comes with the same, and their tables are kept with them.
  private let known = Cache()

  private final class Cache: Sendable {
    struct Key: Hashable {
      let terms: [String: String]
      let from: LanguageTag
      let to: LanguageTag
    }

    static let most = 64
    let glossaries = Mutex<[Key: Glossary]>([:])
  }

  /// - Parameters:
  ///   - options: of all sessions; what a session asks for goes before them.
  ///   - domains: what belongs to the domains that sessions name; nil where nothing does.
  public init(
    _ translator: Translator, options: TranslationOptions = TranslationOptions(),
    domains: DomainKnowledge? = nil
  ) {
    (self.translator, self.options, self.domains) = (translator, options, domains)
  }

  public var hasDomains: Bool { domains != nil }

  public func language(of text: String) -> DetectedLanguage? { translator.detectLanguage(of: text).first }

  public var pairs: [LanguagePair] { translator.pairs }

  public func gap(from: LanguageTag, to: LanguageTag) -> String? {
    do {
      try translator.checkRoute(from: from, to: to)
      return nil
    } catch {
      return String(describing: error)
    }
  }

  public func translate(
    _ sentence: String, from: LanguageTag, to: LanguageTag, hint: SentenceHint
  ) async throws -> LiveTranslation {
    let terms = hint.terms.isEmpty ? [] : [glossary(hint.terms, from: from, to: to)]
    var options = options.asked(
      glossaries: terms + hint.glossaries, style: hint.style,
      domain: try hint.domain.flatMap { try domains?.addition(for: $0) })
    options.beamSize = hint.beamSize
    options.alternatives = 1
    options.draftMargin = hint.draftMargin
    let result = try await translator.translate(
      sentence, from: from.code, to: to.code, options: options, draft: hint.draft, prefix: hint.prefix)
    let decoded = result.sentences.filter { ![.copied, .recalled].contains($0.finishReason) }
    return LiveTranslation(
      text: result.text,
      score: decoded.isEmpty ? nil : decoded.map(\.score).reduce(0, +) / Double(decoded.count),
      checks: result.sentences.flatMap { $0.warnings.map(\.message) })
  }

  private func glossary(_ terms: [String: String], from: LanguageTag, to: LanguageTag) -> Glossary {
    known.glossaries.withLock { known in
      let key = Cache.Key(terms: terms, from: from, to: to)
      if let glossary = known[key] { return glossary }
      if known.count >= Cache.most { known.removeAll() }
      let made = Glossary(terms: terms, from: from, to: to)
      known[key] = made
      return made
    }
  }
}
