import Dragoman
import Live

/// Translates to capitals.
struct CapitalsEngine: LiveEngine {
  var time = Duration.zero

  let pairs: [LanguagePair] = []

  func language(of text: String) -> DetectedLanguage? { nil }
  func gap(from: LanguageTag, to: LanguageTag) -> String? { nil }

  func translate(
    _ sentence: String, from: LanguageTag, to: LanguageTag, hint: SentenceHint
  ) async throws -> LiveTranslation {
    if time > .zero { try await Task.sleep(for: time) }
    let words = sentence.split(separator: " ").map { hint.terms[String($0)] ?? $0.uppercased() }
    return LiveTranslation(text: words.joined(separator: " "))
  }
}
