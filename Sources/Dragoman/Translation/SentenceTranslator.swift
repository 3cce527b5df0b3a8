import Foundation
import Inference
import Synchronization

/// Sentences to sentences: masks what is protected, decodes, restores, checks, and tries again where that fell short.
struct SentenceTranslator: Sendable {
  struct Outcome: Sendable {
    var sentences: [SentenceTranslation] = []
    var sourceTokens = 0
    var targetTokens = 0
  }

  let model: LoadedModel
  let target: LanguageTag
  let spacing: WordSpacing
  let fidelity: FidelityCheck
  private let choice: HypothesisChoice
  private let options: TranslationOptions
  private let spanDetector = ProtectedSpanDetector()

  init(model: LoadedModel, from: LanguageTag, to: LanguageTag, options: TranslationOptions) {
    self.model = model
    self.options = options
    target = to
    spacing = WordSpacing(languageCode: to.code)
    fidelity = FidelityCheck(from: from.code, to: to.code)
    choice = HypothesisChoice(fidelity: fidelity, spacing: spacing)
  }

  func translate(
    _ sentences: [String], progress: (@Sendable (TranslationProgress) -> Void)?
  ) async throws -> Outcome {
    var attempts: [SentenceAttempt?] = try sentences.map { sentence in
      let masked = mask(sentence, style: .code)
      let isDone = !masked.needsTranslation || byRule(sentence) != nil
      return isDone ? nil : try SentenceAttempt(masked, model: model)
    }
    var outcome = Outcome()
    let wanted = attempts.indices.filter { attempts[$0] != nil }
    try await decode(wanted, of: &attempts, decoding: decodingOptions, outcome: &outcome, progress: progress)
    if options.retriesLoops { try await retryFailures(&attempts, &outcome) }
    try await retryDroppedSpans(sentences, &attempts, &outcome)
    outcome.sentences = zip(sentences, attempts).map(result)
    return outcome
  }

  /// What needs no model: a figure or a yes or no by itself.
  private func byRule(_ sentence: String) -> String? {
    target.language == "en" ? HanFigure(sentence)?.english ?? HanAnswer(sentence)?.english : nil
  }

  func mask(_ sentence: String, style: MaskingStyle) -> MaskedSentence {
    MaskedSentence(
      masking: sentence, spans: options.protectsSpans ? spanDetector.spans(in: sentence) : [], style: style)
  }

  var decodingOptions: DecodingOptions {
    var decoding = DecodingOptions(beamSize: options.beamSize)
    decoding.hypothesisCount = options.beamSize  // to choose among
    decoding.lengthPenalty = options.lengthPenalty
    decoding.maximumLength = options.maximumLength
    decoding.minimumLength = options.minimumLength
    decoding.noRepeatNgramSize = options.noRepeatNgramSize
    decoding.repetitionPenalty = options.repetitionPenalty
    return decoding
  }

  /// Fills in the hypotheses of the attempts at `indices`.
  func decode(
    _ indices: [Int], of attempts: inout [SentenceAttempt?], decoding: DecodingOptions,
    outcome: inout Outcome, progress: (@Sendable (TranslationProgress) -> Void)? = nil
  ) async throws {
    let requests = indices.compactMap { index in
      attempts[index].map { attempt in
        var decoding = decoding
        decoding.returnsAttention = !attempt.masked.standIns.isEmpty
        return DecodingRequest(source: attempt.source.ids, options: decoding)
      }
    }
    let done = ProgressCounter(total: requests.count)
    let results = try await model.engine.decode(requests) { _, _ in progress?(done.advance()) }
    for (index, hypotheses) in zip(indices, results) {
      guard let attempt = attempts[index] else { continue }
      attempts[index]?.hypotheses = bestFirst(hypotheses, for: attempt.masked)
      outcome.sourceTokens += attempt.source.ids.count
      outcome.targetTokens += hypotheses.first?.tokens.count ?? 0
    }
  }

  private func bestFirst(_ hypotheses: [Hypothesis], for masked: MaskedSentence) -> [Hypothesis] {
    let options = hypotheses.map {
      HypothesisChoice.Option(
        text: model.tokenizer.decode($0.tokens), score: $0.score,
        isComplete: $0.finishReason == .endOfSentence)
    }
    guard let best = choice.best(of: options, for: masked) else { return hypotheses }
    var ranked = hypotheses
    ranked.insert(ranked.remove(at: best), at: 0)
    return ranked
  }

  private func result(_ sentence: String, _ attempt: SentenceAttempt?) -> SentenceTranslation {
    guard let attempt, let best = attempt.hypotheses.first else {
      return SentenceTranslation(
        source: sentence, text: byRule(sentence) ?? sentence, alternatives: [], score: 0,
        finishReason: .copied, warnings: attempt == nil ? [] : [.noTranslation])
    }
    let restored = attempt.restored(best, spacing: spacing, model: model)
    let repair = PunctuationRepair(source: sentence, spans: attempt.masked.spans)
    let text = repair.repaired(restored.text)
    let finish = SentenceFinish(best.finishReason)
    return SentenceTranslation(
      source: sentence, text: text,
      alternatives: attempt.hypotheses.dropFirst().prefix(options.alternatives - 1).map {
        SentenceTranslation.Alternative(
          text: repair.repaired(attempt.restored($0, spacing: spacing, model: model).text),
          score: Double($0.score))
      },
      score: Double(best.score), finishReason: finish,
      warnings: warnings(of: text, placed: restored.inserted, in: attempt.masked, finish: finish))
  }

  private func warnings(
    of text: String, placed: [ProtectedSpan], in masked: MaskedSentence, finish: SentenceFinish
  ) -> [TranslationWarning] {
    let found = fidelity.warnings(source: masked.source, translation: text, spans: masked.spans)
    return [TranslationWarning(finish)].compactMap { $0 } + placed.map(TranslationWarning.init(placed:))
      + found.map(TranslationWarning.init)
  }
}

extension SentenceFinish {
  init(_ reason: FinishReason) {
    switch reason {
    case .endOfSentence: self = .endOfSentence
    case .length: self = .length
    case .repetition: self = .repetition
    }
  }
}

/// Counts finished sentences from any thread.
private final class ProgressCounter: Sendable {
  private let total: Int
  private let completed = Mutex(0)

  init(total: Int) { self.total = total }

  func advance() -> TranslationProgress {
    let count = completed.withLock { count in
      count += 1
      return count
    }
    return TranslationProgress(completedSentences: count, totalSentences: total)
  }
}
