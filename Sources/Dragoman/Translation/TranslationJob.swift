import Foundation
import Synchronization

/// One call: texts of one language pair, from layout to layout.
struct TranslationJob: Sendable {
  /// Longer sentences are cut at clauses: models lose the thread beyond what they were trained on.
  private static let longestSentence = 160

  let model: LoadedModel
  let from: LanguageTag
  let to: LanguageTag
  let options: TranslationOptions

  func translate(
    _ texts: [String], start: ContinuousClock.Instant,
    progress: (@Sendable (TranslationProgress) -> Void)?
  ) async throws -> [Translation] {
    let prepared = texts.map(prepare)
    try Task.checkCancellation()
    // A sentence that comes often is translated once: its translation depends on nothing else.
    var unique: [String] = []
    var indexOf: [String: Int] = [:]
    for sentence in prepared.lazy.flatMap(\.sentences) where indexOf[sentence] == nil {
      indexOf[sentence] = unique.count
      unique.append(sentence)
    }
    let decodingStart = ContinuousClock.now
    let translator = SentenceTranslator(model: model, from: from, to: to, options: options)
    let outcome = try await translator.translate(unique, progress: progress)
    let decoded = ContinuousClock.now
    let joiner = SentenceJoiner(target: to)
    return try prepared.map { text in
      let sentences = text.sentences.compactMap { indexOf[$0].map { outcome.sentences[$0] } }
      return Translation(
        text: try text.render(sentences.map(\.text), joiner: joiner), from: from.code, to: to.code,
        detectionConfidence: nil, sentences: sentences,
        timings: TranslationTimings(
          preparation: (decodingStart - start).seconds, decoding: (decoded - decodingStart).seconds,
          total: (ContinuousClock.now - start).seconds, sourceTokens: outcome.sourceTokens,
          targetTokens: outcome.targetTokens))
    }
  }

  private func prepare(_ text: String) -> PreparedText {
    let detector = ProtectedSpanDetector()
    return PreparedText(
      text, segmenter: SentenceSegmenter(language: from), limit: Self.longestSentence,
      measure: model.tokenCount, spans: { options.protectsSpans ? detector.spans(in: $0) : [] })
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
