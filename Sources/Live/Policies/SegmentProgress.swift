import Dragoman

/// A segment in one target language: sentences that are done, and the one that is being spoken.
package struct SegmentProgress: Sendable {
  /// A segment's text as it is now.
  package struct Update: Sendable {
    var text: String
    var from: LanguageTag
    var isFinal: Bool
    var terms: [String: String]
    var glossaries: [Glossary]
    var domain: Domain?
    var style: TextStyle?
    /// What the speaker said last before it.
    var context: String

    package init(
      text: String, from: LanguageTag, isFinal: Bool, terms: [String: String],
      glossaries: [Glossary] = [], domain: Domain? = nil, style: TextStyle? = nil, context: String = ""
    ) {
      (self.text, self.from, self.isFinal) = (text, from, isFinal)
      (self.terms, self.glossaries, self.context) = (terms, glossaries, context)
      (self.domain, self.style) = (domain, style)
    }
  }

  /// What a reader sees after an update.
  package struct Display: Sendable, Equatable {
    package var stable = ""
    package var tail = ""
    var checks: [String] = []
    /// Of what models wrote, by sentence.
    var scores: [Double] = []

    package var text: String { stable + tail }
  }

  let target: LanguageTag
  let stability: Stability
  /// Hypotheses for whole sentences.
  let beamSize: Int
  private var sentences: [SentenceProgress] = []
  /// Whole sentences, so that none is translated again with each word behind it.
  private var done: [String: LiveTranslation] = [:]
  /// The sources of the sentences that are done, in their places.
  private var doneSources: [String] = []
  package private(set) var display = Display()

  package init(target: LanguageTag, stability: Stability, beamSize: Int) {
    (self.target, self.stability, self.beamSize) = (target, stability, beamSize)
  }

  /// Translates what is new.
  package mutating func update(_ update: Update, with engine: some LiveEngine) async throws {
    let text = update.text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let parts = ContinuedText(text, behind: update.context).sentences(language: update.from)
    if update.from.language == target.language, engine.gap(from: update.from, to: target) != nil {
      display = Display(stable: text)
      return
    }
    var translations: [String] = []
    var next = Display()
    for (index, part) in parts.enumerated() {
      guard part.isTranslatable else {
        translations.append(part.text)
        continue
      }
      if index >= sentences.count {
        sentences += (sentences.count...index).map { _ in SentenceProgress(stability, from: update.from) }
        doneSources += (doneSources.count...index).map { _ in "" }
      }
      let isWhole = update.isFinal || index < parts.count - 1
      if let translation = try await translate(part.text, at: index, isWhole: isWhole, update, with: engine) {
        if let score = translation.score { next.scores.append(score) }
        next.checks += translation.checks
      }
      translations.append(sentences[index].shown)
    }
    let shown = Self.trimmed(SentenceJoiner(target: target).join(parts, translations: translations))
    show(shown, isFinal: update.isFinal, &next)
  }

  /// - Returns: nil for the beginning of a sentence, which is not to be judged yet.
  private mutating func translate(
    _ source: String, at index: Int, isWhole: Bool, _ update: Update, with engine: some LiveEngine
  ) async throws -> LiveTranslation? {
    guard isWhole else {
      guard stability != .sentence else { return nil }
      let hint = hint(at: index, isWhole: false, update)
      let translation = try await engine.translate(source, from: update.from, to: target, hint: hint)
      sentences[index].take(beginning: translation.text)
      doneSources[index] = ""
      return nil
    }
    let known = stability.leansOnTheLast && doneSources[index] != source ? nil : done[source]
    let translation: LiveTranslation
    if let known {
      translation = known
    } else {
      let hint = hint(at: index, isWhole: true, update)
      translation = try await engine.translate(source, from: update.from, to: target, hint: hint)
      done[source] = translation
    }
    if doneSources[index] != source {
      sentences[index].take(whole: translation.text)
      doneSources[index] = source
    }
    return translation
  }

  private func hint(at index: Int, isWhole: Bool, _ update: Update) -> SentenceHint {
    var hint = sentences[index].hint(isWhole: isWhole, beamSize: beamSize)
    (hint.terms, hint.glossaries) = (update.terms, update.glossaries)
    (hint.domain, hint.style) = (update.domain, update.style)
    return hint
  }

  private mutating func show(_ shown: String, isFinal: Bool, _ next: inout Display) {
    if isFinal {
      next.stable = stability == .append ? SentenceProgress.continued(display.stable, by: shown) : shown
    } else if stability == .append {
      // Sentences that have become one again leave what was said of both.
      next.stable = shown.hasPrefix(display.stable) ? shown : display.stable
    } else {
      let units = ReadingUnits.of(shown)
      let kept = ReadingUnits.commonPrefix(units, ReadingUnits.of(display.text))
      next.stable = units.prefix(kept).joined()
      next.tail = units.dropFirst(kept).joined()
    }
    display = next
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}
