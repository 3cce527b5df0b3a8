import Dragoman
import Live
import Synchronization
import TestSupport

/// Turns words to capitals; of a sentence without an end the last words come out otherwise each time, as with a
/// model that does not know what follows.
final class UnsteadyEngine: LiveEngine {
  private struct State {
    var calls: [(sentence: String, hint: SentenceHint)] = []
  }

  private let state = Mutex(State())
  /// Words at the end of an unfinished sentence that are not known yet.
  let unsteady: Int
  /// How long a sentence takes.
  let time: Duration
  let failing: String?
  /// Where each sentence waits.
  let gate: Gate?
  let hasDomains: Bool

  init(
    unsteady: Int = 2, time: Duration = .zero, failing: String? = nil, gate: Gate? = nil,
    hasDomains: Bool = false
  ) {
    (self.unsteady, self.time, self.failing, self.gate) = (unsteady, time, failing, gate)
    self.hasDomains = hasDomains
  }

  var calls: [(sentence: String, hint: SentenceHint)] { state.withLock { $0.calls } }

  let pairs: [LanguagePair] = [LanguagePair(from: .english, to: .chinese)]

  func language(of text: String) -> DetectedLanguage? {
    text.contains { $0.isLetter } ? DetectedLanguage(language: .english, confidence: 0.9) : nil
  }

  func gap(from: LanguageTag, to: LanguageTag) -> String? {
    from.language == to.language || to.language == "sw" ? "no route from \(from) to \(to)" : nil
  }

  struct Failure: Error {}

  func translate(
    _ sentence: String, from: LanguageTag, to: LanguageTag, hint: SentenceHint
  ) async throws -> LiveTranslation {
    let call = state.withLock { state in
      state.calls.append((sentence, hint))
      return state.calls.count
    }
    if time > .zero { try await Task.sleep(for: time) }
    try await gate?.pass()
    if let failing, sentence.contains(failing) { throw Failure() }
    let entries = hint.glossaries.flatMap(\.entries)
    var words = sentence.split(separator: " ").map { word in
      hint.terms[String(word)]
        ?? entries.first { $0.forms(in: from) == [String(word)] }?.forms(in: to).first ?? word.uppercased()
    }
    if let last = words.last?.last, !".!?".contains(last) {
      for place in words.indices.suffix(unsteady) { words[place] += "\(call)" }
    }
    var text = words.joined(separator: " ")
    if let prefix = hint.prefix, !text.hasPrefix(prefix) {
      text = prefix + " " + words.dropFirst(prefix.split(separator: " ").count).joined(separator: " ")
    }
    return LiveTranslation(text: text, score: -0.1)
  }
}
