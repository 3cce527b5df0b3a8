/// One call without a model: texts from one script of Chinese to another.
///
/// Nothing but characters and words changes: spaces, line ends and protected spans stay where they are.
struct ScriptJob: Sendable {
  let plan: RoutePlan
  let converters: [ScriptConverter]
  let options: TranslationOptions

  func translate(_ text: String, start: ContinuousClock.Instant) -> Translation {
    let segmenter = SentenceSegmenter(language: plan.from)
    var converted = ""
    var sentences: [SentenceTranslation] = []
    var idle = Set(plan.steps.indices)
    for line in Self.lines(of: text) {
      let kept = spans(in: String(line)).map(\.range)
      for segment in segmenter.segments(in: line, keeping: kept) {
        let journey = convert(segment.text)
        idle.formIntersection(journey.idleStages)
        let result = journey.result(checkedBy: FidelityCheck(from: plan.from.code, to: plan.to.code))
        if segment.isTranslatable { sentences.append(result) }
        converted += convert(segment.prefix).passage.text + result.text + convert(segment.suffix).passage.text
      }
    }
    let total = (ContinuousClock.now - start).seconds
    return Translation(
      text: converted, from: plan.from.code, to: plan.to.code, route: plan.without(idle),
      detectionConfidence: nil, sentences: sentences,
      timings: TranslationTimings(
        preparation: total, decoding: 0, total: total, sourceTokens: 0, targetTokens: 0))
  }

  private func convert(_ text: String) -> Journey {
    var journey = Journey(
      Passage(text: text, spans: spans(in: text)), returnsAlignment: options.returnsAlignment)
    for (stage, (step, converter)) in zip(plan.steps, converters).enumerated() {
      guard case .conversion(let made, let isConditional) = step else { continue }
      let before = journey.passage.text
      journey.convert(by: converter, isConditional: isConditional, stage: stage)
      if stage < converters.count - 1 { journey.pause(in: made.to, unless: before) }
    }
    return journey
  }

  private func spans(in text: String) -> [ProtectedSpan] {
    options.protectsSpans ? ProtectedSpanDetector().spans(in: text) : []
  }

  /// The lines with their ends.
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(where: \.isNewline).map(text.index(after:)) ?? text.endIndex
      lines.append(text[start..<end])
      start = end
    }
    return lines
  }
}
