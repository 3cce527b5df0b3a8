// Made by hand, as doubles of the engine do.

extension Translation {
  package init(
    text: String, route: Route, detectionConfidence: Double? = nil, sentences: [SentenceTranslation]
  ) {
    self.init(
      text: text, from: route.from.code, to: route.to.code, route: route,
      detectionConfidence: detectionConfidence, sentences: sentences,
      timings: TranslationTimings(
        preparation: 0, decoding: 0, total: 0, sourceTokens: 0, targetTokens: 0))
  }
}

extension SentenceTranslation {
  package init(
    source: String, text: String, alternatives: [(text: String, score: Double)] = [], score: Double = 0,
    alignment: [AlignedSpan]? = nil, warnings: [TranslationWarning] = []
  ) {
    self.init(
      source: source, text: text, pivots: [],
      alternatives: alternatives.map { Alternative(text: $0.text, score: $0.score) }, score: score,
      finishReason: .endOfSentence, alignment: alignment, warnings: warnings)
  }
}
