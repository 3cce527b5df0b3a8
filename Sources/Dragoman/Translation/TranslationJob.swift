import Foundation

/// One call: texts of one language pair, from layout to layout.
struct TranslationJob: Sendable {
  /// Longer sentences are cut at clauses: models lose the thread beyond what they were trained on.
  private static let longestSentence = 160

  let plan: RoutePlan
  /// One for each step of the plan.
  let tools: [RouteTool]
  let options: TranslationOptions

  /// - Parameters:
  ///   - drafts: One for each text; nil where there is none.
  ///   - prefix: What the first sentence's translation has to begin with.
  ///   - sentence: called as sentences end, with the numbers of text and sentence; `progress` is not called then.
  func translate(
    _ texts: [String], drafts: [String?], prefix: String? = nil, start: ContinuousClock.Instant,
    progress: (@Sendable (TranslationProgress) -> Void)?,
    sentence: (@Sendable (_ text: Int, _ index: Int, SentenceTranslation) -> Void)? = nil
  ) async throws -> [Translation] {
    guard let firstModel = tools.lazy.compactMap(\.model).first else {
      let job = ScriptJob(plan: plan, converters: tools.compactMap(\.converter), options: options)
      return try texts.map { text in
        try Task.checkCancellation()
        return job.translate(text, start: start)
      }
    }
    let prepared = texts.map { prepare($0, measure: firstModel.tokenCount) }
    try Task.checkCancellation()
    // A sentence that comes often is translated once: its translation depends on nothing else.
    let terms = TermSubstitution(options.glossaries, along: plan)
    var unique: [Passage] = []
    var uniqueDrafts: [String?] = []
    var indexOf: [String: Int] = [:]
    for (text, draft) in zip(prepared, drafts) {
      let drafts = SentenceDrafts(draft, in: plan.to, for: text.sentences)
      for (sentence, draft) in zip(text.sentences, drafts.sentences) where indexOf[sentence] == nil {
        indexOf[sentence] = unique.count
        unique.append(terms.apply(to: Passage(text: sentence, spans: spans(in: sentence))))
        uniqueDrafts.append(draft)
      }
    }
    let decodingStart = ContinuousClock.now
    let outcome: RouteTranslator.Outcome
    if let sentence {
      let places = Self.places(of: prepared, indexOf, count: unique.count)
      outcome = try await translator.translateEach(unique, drafts: uniqueDrafts) { index, result in
        for place in places[index] { sentence(place.text, place.sentence, result) }
      }
    } else {
      outcome = try await translator.translate(
        unique, drafts: uniqueDrafts, prefix: prefix, progress: progress)
    }
    let decoded = ContinuousClock.now
    let joiner = SentenceJoiner(target: plan.to)
    return try prepared.map { text in
      let indices = text.sentences.compactMap { indexOf[$0] }
      var sentences = indices.map { outcome.sentences[$0] }
      // As they came; where a term was put into the text, nothing can be said of offsets in what the models read.
      for (place, source) in zip(sentences.indices, text.sentences) where sentences[place].source != source {
        sentences[place].source = source
        sentences[place].alignment = nil
      }
      let idle = indices.reduce(Set(plan.steps.indices)) { $0.intersection(outcome.idleStages[$1]) }
      return Translation(
        text: try text.render(sentences.map(\.text), joiner: joiner), from: plan.from.code, to: plan.to.code,
        route: indices.isEmpty ? plan.usual : plan.without(idle), detectionConfidence: nil,
        sentences: sentences,
        timings: TranslationTimings(
          preparation: (decodingStart - start).seconds, decoding: (decoded - decodingStart).seconds,
          total: (ContinuousClock.now - start).seconds, sourceTokens: outcome.sourceTokens,
          targetTokens: outcome.targetTokens))
    }
  }

  /// Where each of the different sentences stands.
  private static func places(
    of texts: [PreparedText], _ indexOf: [String: Int], count: Int
  ) -> [[(text: Int, sentence: Int)]] {
    var places = [[(text: Int, sentence: Int)]](repeating: [], count: count)
    for (text, prepared) in texts.enumerated() {
      for (number, sentence) in prepared.sentences.enumerated() {
        if let index = indexOf[sentence] { places[index].append((text, number)) }
      }
    }
    return places
  }

  private var translator: RouteTranslator {
    let lastModel = tools.lastIndex { $0.model != nil }
    let stages = tools.enumerated().map { index, tool in
      let from = index == 0 ? plan.from : plan.steps[index - 1].step.to
      let to = index == tools.count - 1 ? plan.to : plan.steps[index].step.to
      return (stage: stage(tool, at: index, from: from, to: to, isLast: index == lastModel), language: to)
    }
    return RouteTranslator(
      stages: stages, fidelity: FidelityCheck(from: plan.from.code, to: plan.to.code),
      returnsAlignment: options.returnsAlignment)
  }

  private func stage(
    _ tool: RouteTool, at index: Int, from: LanguageTag, to: LanguageTag, isLast: Bool
  ) -> RouteTranslator.Stage {
    switch tool {
    case .converter(let converter, let isConditional):
      return .conversion(converter, isConditional: isConditional)
    case .model(let model):
      // What follows a step starts from its best result alone.
      var options = options
      if !isLast { options.alternatives = 1 }
      return .model(
        SentenceTranslator(
          model: model, pair: plan.steps[index].step.pair, from: from, to: to, options: options))
    }
  }

  private func prepare(_ text: String, measure: (String) -> Int) -> PreparedText {
    PreparedText(
      text, segmenter: SentenceSegmenter(language: plan.from), limit: Self.longestSentence,
      measure: measure, spans: spans)
  }

  private func spans(in text: String) -> [ProtectedSpan] {
    options.protectsSpans ? ProtectedSpanDetector().spans(in: text) : []
  }
}

/// What walks one step of a plan.
enum RouteTool: Sendable {
  case converter(ScriptConverter, isConditional: Bool)
  case model(LoadedModel)

  var model: LoadedModel? {
    if case .model(let model) = self { model } else { nil }
  }

  var converter: ScriptConverter? {
    if case .converter(let converter, _) = self { converter } else { nil }
  }
}

extension RouteStep {
  var pair: LanguagePair { LanguagePair(from: from, to: to) }
}

extension Duration {
  package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
