/// Sentences along a route: each step takes all of them before the next begins, so that they share its
/// batches.
struct RouteTranslator: Sendable {
  enum Stage: Sendable {
    case conversion(ScriptConverter, isConditional: Bool)
    case model(SentenceTranslator)
  }

  struct Outcome: Sendable {
    var sentences: [SentenceTranslation] = []
    /// For each sentence the stages that had nothing to convert in it.
    var idleStages: [Set<Int>] = []
    var sourceTokens = 0
    var targetTokens = 0
  }

  /// More tokens between two steps than any sentence has: the step before ran away.
  private static let longestPassage = 480

  /// With the language that each writes.
  let stages: [(stage: Stage, language: LanguageTag)]
  /// Compares the ends of the route.
  let fidelity: FidelityCheck
  let returnsAlignment: Bool

  /// - Parameters:
  ///   - sentences: in the route's first language, spans found.
  ///   - drafts: one for each sentence, in the route's last language; nil where there is none. They serve a model
  ///     at the route's end.
  ///   - prefix: what the first sentence has to begin with at the end; it serves the same model.
  func translate(
    _ sentences: [Passage], drafts: [String?], prefix: String? = nil,
    progress: (@Sendable (TranslationProgress) -> Void)?
  ) async throws -> Outcome {
    var journeys = sentences.map { Journey($0, returnsAlignment: returnsAlignment) }
    var outcome = Outcome()
    let modelCount = stages.count { if case .model = $0.stage { true } else { false } }
    var done = 0
    for (index, (stage, language)) in stages.enumerated() {
      let before = journeys.map(\.passage.text)
      switch stage {
      case .conversion(let converter, let isConditional):
        for journey in journeys.indices {
          journeys[journey].convert(by: converter, isConditional: isConditional, stage: index)
        }
      case .model(let translator):
        var active: [Int] = []
        for journey in journeys.indices {
          if canRead(journeys[journey], translator, stage: index) {
            active.append(journey)
          } else {
            journeys[journey].fail()
          }
        }
        let step = try await translator.translate(
          active.map { journeys[$0].passage },
          drafts: index == stages.count - 1 ? active.map { drafts[$0] } : [],
          prefix: index == stages.count - 1 && active.first == 0 ? prefix : nil,
          progress: progress.map { Self.share($0, step: done, of: modelCount, sentences: sentences.count) })
        for (journey, translation) in zip(active, step.sentences) { journeys[journey].take(translation) }
        outcome.sourceTokens += step.sourceTokens
        outcome.targetTokens += step.targetTokens
        done += 1
      }
      guard index < stages.count - 1 else { continue }
      for (journey, text) in before.enumerated() { journeys[journey].pause(in: language, unless: text) }
    }
    outcome.sentences = journeys.map { $0.result(checkedBy: fidelity) }
    outcome.idleStages = journeys.map(\.idleStages)
    return outcome
  }

  private func canRead(_ journey: Journey, _ translator: SentenceTranslator, stage: Int) -> Bool {
    guard !journey.hasFailed else { return false }
    let text = journey.passage.text
    return stage == 0 || text.utf8.count <= Self.longestPassage
      || translator.model.tokenCount(of: text) <= Self.longestPassage
  }

  /// The progress of one of several models as a share of the whole.
  private static func share(
    _ progress: @escaping @Sendable (TranslationProgress) -> Void, step: Int, of steps: Int, sentences: Int
  ) -> @Sendable (TranslationProgress) -> Void {
    guard steps > 1 else { return progress }
    return { part in
      let fraction = (Double(step) + Double(part.completedSentences) / Double(max(part.totalSentences, 1)))
      progress(
        TranslationProgress(
          completedSentences: Int(fraction / Double(steps) * Double(sentences)), totalSentences: sentences))
    }
  }
}
