import Dragoman
import Testing

/// What the project's own English-Chinese model has learned.
@Suite(.enabled(if: EnglishToChinese.isInstalled))
struct EnglishToChineseTests {
  private let samples = SpanSentences.englishSamples()

  private func translate(_ texts: [String], protectsSpans: Bool = true) async throws -> [String] {
    var options = TranslationOptions()
    options.protectsSpans = protectsSpans
    return try await ChineseToEnglish.shared.get().translate(texts, from: "en", to: "zh", options: options)
      .map(\.text)
  }

  /// Those of the wanted texts that do not stand in the translation just once.
  private func missing(_ wanted: [String], in translation: String) -> [String] {
    var rest = translation
    return wanted.sorted { $0.utf8.count > $1.utf8.count }.filter { text in
      let parts = rest.components(separatedBy: text)
      rest = parts.joined(separator: "\u{FFFC}")
      return parts.count != 2
    }
  }

  @Test func everySpanComesOutOnce() async throws {
    #expect(samples.count == 300)
    for (sample, translation) in zip(samples, try await translate(samples.map(\.text))) {
      #expect(missing(sample.spans, in: translation).isEmpty, "\(sample.text) → \(translation)")
    }
  }

  /// As the engine gives it sentences, before anything is tried again, set back or written another way.
  @Test func theModelCopiesStandInsByItself() async throws {
    let masked = samples.map {
      MaskedSentence(masking: $0.text, spans: ProtectedSpanDetector().spans(in: $0.text), style: .code)
    }
    let translations = try await translate(masked.map(\.text), protectsSpans: false)
    var total = 0
    var missed: [String] = []
    for (sentence, translation) in zip(masked, translations) {
      total += sentence.standIns.count
      missed += missing(sentence.standIns.map(\.text), in: translation).map {
        "\($0): \(sentence.text) → \(translation)"
      }
    }
    #expect(total > 400)
    #expect(Double(missed.count) <= 0.02 * Double(total), "\(missed.count) of \(total): \(missed)")
  }
}
