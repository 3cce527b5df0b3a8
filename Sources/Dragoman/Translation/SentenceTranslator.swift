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

  private let model: LoadedModel
  private let options: TranslationOptions
  private let spacing: WordSpacing
  private let spanDetector = ProtectedSpanDetector()

  init(model: LoadedModel, from: LanguageTag, to: LanguageTag, options: TranslationOptions) {
    self.model = model
    self.options = options
    spacing = WordSpacing(languageCode: to.code)
  }

  func translate(
    _ sentences: [String], progress: (@Sendable (TranslationProgress) -> Void)?
  ) async throws -> Outcome {
    var attempts: [SentenceAttempt?] = try sentences.map { sentence in
      let masked = mask(sentence, style: .code)
      return masked.needsTranslation ? try SentenceAttempt(masked, model: model) : nil
    }
    var outcome = Outcome()
    let wanted = attempts.indices.filter { attempts[$0] != nil }
    try await decode(wanted, of: &attempts, decoding: decodingOptions, outcome: &outcome, progress: progress)
    if options.retriesLoops { try await retryRunaways(&attempts, &outcome) }
    try await retryDroppedSpans(sentences, &attempts, &outcome)
    outcome.sentences = zip(sentences, attempts).map(result)
    return outcome
  }

  private func mask(_ sentence: String, style: MaskingStyle) -> MaskedSentence {
    MaskedSentence(
      masking: sentence, spans: options.protectsSpans ? spanDetector.spans(in: sentence) : [], style: style)
  }

  private var decodingOptions: DecodingOptions {
    var decoding = DecodingOptions(beamSize: options.beamSize)
    decoding.hypothesisCount = options.alternatives
    decoding.lengthPenalty = options.lengthPenalty
    decoding.maximumLength = options.maximumLength
    decoding.minimumLength = options.minimumLength
    decoding.noRepeatNgramSize = options.noRepeatNgramSize
    decoding.repetitionPenalty = options.repetitionPenalty
    return decoding
  }

  /// Fills in the hypotheses of the attempts at `indices`.
  private func decode(
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
      attempts[index]?.hypotheses = hypotheses
      outcome.sourceTokens += attempts[index]?.source.ids.count ?? 0
      outcome.targetTokens += hypotheses.first?.tokens.count ?? 0
    }
  }

  /// Loops and runaways once more, under rules that break loops. The second result counts if it ended well.
  private func retryRunaways(
    _ attempts: inout [SentenceAttempt?], _ outcome: inout Outcome
  ) async throws {
    let runaways = attempts.indices.filter { attempts[$0].map { !$0.endedWell } ?? false }
    guard !runaways.isEmpty else { return }
    var second = attempts
    try await decode(runaways, of: &second, decoding: strictOptions, outcome: &outcome)
    for index in runaways where second[index]?.endedWell == true { attempts[index] = second[index] }
  }

  /// The rules for a sentence that ran away: no word group three times over, used words weaker.
  private var strictOptions: DecodingOptions {
    var strict = decodingOptions
    strict.beamSize = max(strict.beamSize, 4)
    strict.noRepeatNgramSize = 3
    strict.repetitionPenalty = max(strict.repetitionPenalty, 1.2)
    return strict
  }

  /// Sentences whose stand-ins the model dropped, with stand-ins of another look. Where no look survives, the
  /// first attempt stays and its spans are set by position.
  private func retryDroppedSpans(
    _ sentences: [String], _ attempts: inout [SentenceAttempt?], _ outcome: inout Outcome
  ) async throws {
    for style in MaskingStyle.allCases.dropFirst() {
      let dropped = attempts.indices.filter { index in
        attempts[index]?.copied(spacing: spacing, model: model).map { !$0.isComplete } ?? false
      }
      guard !dropped.isEmpty else { return }
      var other = attempts
      for index in dropped { other[index] = try SentenceAttempt(mask(sentences[index], style: style), model: model) }
      try await decode(dropped, of: &other, decoding: decodingOptions, outcome: &outcome)
      for index in dropped {
        guard let attempt = other[index], attempt.endedWell,
          attempt.copied(spacing: spacing, model: model)?.isComplete == true
        else { continue }
        attempts[index] = attempt
      }
    }
  }

  private func result(_ sentence: String, _ attempt: SentenceAttempt?) -> SentenceTranslation {
    guard let attempt, let best = attempt.hypotheses.first else {
      return SentenceTranslation(
        source: sentence, text: sentence, alternatives: [], score: 0, finishReason: .copied, warnings: [])
    }
    let restored = attempt.restored(best, spacing: spacing, model: model)
    return SentenceTranslation(
      source: sentence, text: restored.text,
      alternatives: attempt.hypotheses.dropFirst().map {
        SentenceTranslation.Alternative(
          text: attempt.restored($0, spacing: spacing, model: model).text, score: Double($0.score))
      },
      score: Double(best.score), finishReason: SentenceFinish(best.finishReason), warnings: [])
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
