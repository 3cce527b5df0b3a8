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
    let recall = SentenceRecall(options, along: plan)
    let prepared = try texts.map { try prepare($0, measure: firstModel.tokenCount, recall) }
    try Task.checkCancellation()
    // A sentence that comes often is translated once: its translation depends on nothing else.
    let terms = TermSubstitution(options.glossaries, along: plan)
    var unique: [Passage] = []
    var uniqueDrafts: [String?] = []
    var indexOf: [String: Int] = [:]
    // By text and sentence: what was translated before.
    var recalled: [[SentenceTranslation?]] = []
    for (number, (text, draft)) in zip(prepared, drafts).enumerated() {
      let drafts = SentenceDrafts(draft, in: plan.to, for: text.sentences)
      recalled.append([])
      for (index, source) in text.sentences.enumerated() {
        let spans = spans(in: source)
        // One like it was looked for when the sentence came for the first time.
        let found = try recall?.translation(
          of: source, after: index > 0 ? text.sentences[index - 1] : nil, exactly: indexOf[source] != nil)
        // What has been shown of a sentence holds whatever a memory says.
        let isBound =
          number == 0 && index == 0 && !(prefix.map { found?.text.hasPrefix($0) ?? false } ?? true)
        if let found, found.isExact, !isBound, let recall {
          let result = recall.result(of: source, found, spans: spans, fidelity: fidelity)
          recalled[number].append(result)
          sentence?(number, index, result)
          continue
        }
        recalled[number].append(nil)
        guard indexOf[source] == nil else { continue }
        indexOf[source] = unique.count
        unique.append(terms.apply(to: Passage(text: source, spans: spans, precedent: found?.text)))
        uniqueDrafts.append(drafts.sentences[index] ?? found?.text)
      }
    }
    let known = await aligned(recalled)
    let decodingStart = ContinuousClock.now
    let outcome: RouteTranslator.Outcome
    if let sentence {
      let places = Self.places(of: prepared, indexOf, count: unique.count)
      outcome = try await translator.translateEach(unique, drafts: uniqueDrafts) { index, result in
        for place in places[index] where known[place.text][place.sentence] == nil {
          sentence(place.text, place.sentence, result)
        }
      }
    } else {
      outcome = try await translator.translate(
        unique, drafts: uniqueDrafts, prefix: known.first?.first == .some(nil) ? prefix : nil,
        progress: progress)
    }
    let decoded = ContinuousClock.now
    let joiner = SentenceJoiner(target: plan.to)
    let check = TermCheck(options.glossaries, from: plan.from, to: plan.to)
    let called = TermLookup(options.glossaries, from: plan.to, to: plan.from)
    return try prepared.enumerated().map { number, text in
      let known = known[number]
      let indices = zip(text.sentences, known).compactMap { $1 == nil ? indexOf[$0] : nil }
      var sentences = zip(text.sentences, known).compactMap { source, known in
        known ?? indexOf[source].map { outcome.sentences[$0] }
      }
      // As they came; where a term was put into the text, nothing can be said of offsets in what the models read.
      for (place, source) in zip(sentences.indices, text.sentences) where sentences[place].source != source {
        sentences[place].source = source
        sentences[place].alignment = nil
      }
      if let style = options.style {
        sentences = sentences.map { $0.styled(style, in: plan.to, keeping: called) }
      }
      if let check {
        for place in sentences.indices {
          sentences[place].warnings += check.warnings(
            source: sentences[place].source, translation: sentences[place].text,
            spans: spans(in: sentences[place].source))
        }
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

  /// What was recalled, with the alignment that the route's model sees in it, where one is wanted.
  private func aligned(_ recalled: [[SentenceTranslation?]]) async -> [[SentenceTranslation?]] {
    let known = recalled.joined().compactMap { $0 }
    guard options.returnsAlignment, !known.isEmpty, case .model(let model)? = tools.last,
      tools.count(where: { $0.model != nil }) == 1, let step = plan.steps.last?.step
    else { return recalled }
    let scorer = TranslationScorer(
      model: model, pair: step.pair, converters: tools.compactMap(\.converter), returnsAlignment: true)
    // A paragraph may be longer than the model can read: it is then one stretch.
    guard
      var scored = try? await scorer.score(known.map { ScoringPair(source: $0.source, target: $0.text) })[...]
    else { return recalled }
    return recalled.map { sentences in
      sentences.map { sentence in
        guard var sentence, let found = scored.popFirst() else { return sentence }
        sentence.alignment = found.alignment ?? sentence.alignment
        return sentence
      }
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
      stages: stages, fidelity: fidelity, returnsAlignment: options.returnsAlignment)
  }

  private var fidelity: FidelityCheck { FidelityCheck(from: plan.from.code, to: plan.to.code) }

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

  private func prepare(
    _ text: String, measure: (String) -> Int, _ recall: SentenceRecall?
  ) throws -> PreparedText {
    try PreparedText(
      text, segmenter: SentenceSegmenter(language: plan.from), limit: Self.longestSentence,
      measure: measure, spans: spans, isWhole: { try recall?.knows($0) ?? false })
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
