import Foundation
import Inference
import Synchronization

/// Sentences to sentences by one model: masks what is protected, decodes, restores, and tries again where
/// that fell short.
struct SentenceTranslator: Sendable {
  struct Outcome: Sendable {
    var sentences: [StepTranslation] = []
    var sourceTokens = 0
    var targetTokens = 0
  }

  let model: LoadedModel
  /// As the model knows its languages.
  let pair: LanguagePair
  let target: LanguageTag
  let spacing: WordSpacing
  let fidelity: FidelityCheck
  private let choice: HypothesisChoice
  private let options: TranslationOptions
  /// What terms of a sentence are to be called, and back.
  let terms: TermLookup
  let calledTerms: TermLookup

  init(
    model: LoadedModel, pair: LanguagePair, from: LanguageTag, to: LanguageTag, options: TranslationOptions
  ) {
    self.model = model
    self.pair = pair
    self.options = options
    target = to
    spacing = WordSpacing(languageCode: to.code)
    fidelity = FidelityCheck(from: from.code, to: to.code)
    choice = HypothesisChoice(fidelity: fidelity, spacing: spacing)
    terms = TermLookup(options.glossaries, from: from, to: to)
    calledTerms = TermLookup(options.glossaries, from: to, to: from)
  }

  /// - Parameters:
  ///   - drafts: Likely translations, one for each sentence; nil, or none at all, where there is none.
  ///   - prefix: What the first one's translation has to begin with; it is then not tried again.
  func translate(
    _ sentences: [Passage], drafts: [String?] = [], prefix: String? = nil,
    progress: (@Sendable (TranslationProgress) -> Void)?
  ) async throws -> Outcome {
    var attempts: [SentenceAttempt?] = try sentences.enumerated().map { index, sentence in
      let masked = mask(sentence, style: .code)
      // A figure that a step before has written out is no sentence for this one.
      let isDone =
        !masked.needsTranslation || !Translatability.isTranslatable(sentence.text)
        || byRule(sentence.text) != nil
      guard !isDone else { return nil }
      return try attempt(
        masked, draft: index < drafts.count ? drafts[index] : nil, precedent: sentence.precedent)
    }
    if let prefix, let masked = attempts.first??.masked {
      attempts[0]?.prefix = model.draft(masked.masking(draft: prefix))
    }
    var outcome = Outcome()
    let wanted = attempts.indices.filter { attempts[$0] != nil }
    try await decode(wanted, of: &attempts, decoding: decodingOptions, outcome: &outcome, progress: progress)
    if options.retriesFailures, prefix == nil {
      try await retryFailures(&attempts, &outcome)
      try await retryFaults(sentences, &attempts, &outcome)
    }
    if prefix == nil {
      try await retryMissingTerms(sentences, &attempts, &outcome)
      try await retryDroppedSpans(sentences, &attempts, &outcome)
      if !terms.isEmpty { try await relieveStrain(sentences, &attempts, &outcome) }
    }
    outcome.sentences = zip(sentences, attempts).map(result)
    return outcome
  }

  /// What needs no model: a figure or a yes or no by itself.
  private func byRule(_ sentence: String) -> String? {
    target.language == "en" ? HanFigure(sentence)?.english ?? HanAnswer(sentence)?.english : nil
  }

  func mask(_ sentence: Passage, style: MaskingStyle) -> MaskedSentence {
    MaskedSentence(masking: sentence.text, spans: sentence.spans, style: style)
  }

  /// - Parameter precedent: A good translation of a sentence like this one, which says which of several words for a
  ///   term is meant.
  func attempt(
    _ masked: MaskedSentence, draft: String? = nil, precedent: String?
  ) throws -> SentenceAttempt {
    let matches = matches(
      in: masked.text, outside: masked.standIns.map(\.maskedRange), precedent: precedent)
    // A wider search takes no draft.
    let draft = options.beamSize == 1 ? draft : nil
    var attempt = SentenceAttempt(
      masked: masked,
      source: try model.encode(masked.text, hints: hints(for: matches, in: masked.text), for: pair),
      draft: draft.map { model.draft(masked.masking(draft: $0)) } ?? [], matches: matches)
    let tokens = TermTokens(model, language: target)
    attempt.terms = tokens.constraints(for: attempt.matches, in: attempt.source)
    attempt.banned = tokens.banned(beside: attempt.matches, and: terms.forbidden)
    return attempt
  }

  /// Terms of a text, of several words for one that of the precedent.
  func matches(in text: String, outside ranges: [Range<Int>], precedent: String?) -> [TermMatch] {
    let matches = terms.matches(in: text, outside: ranges)
    guard let precedent, !matches.isEmpty else { return matches }
    let said = calledTerms.matches(in: precedent, isLenient: true)
    return matches.map { $0.choosing(among: said, of: precedent) }
  }

  /// What the model itself is told of a sentence's terms, where it is taught to be.
  private func hints(for matches: [TermMatch], in text: String) -> [(range: Range<Int>, target: String)] {
    guard model.takesHints, HintedText.isFree(text) else { return [] }
    let hints = matches.compactMap { match -> (range: Range<Int>, target: String)? in
      guard match.status != .forbidden, let target = match.targets.first, HintedText.isFree(target) else {
        return nil
      }
      return (match.range, target)
    }
    return Array(hints.prefix(HintedText.most))
  }

  var decodingOptions: DecodingOptions {
    var decoding = DecodingOptions(beamSize: options.beamSize)
    decoding.hypothesisCount = options.beamSize  // to choose among
    decoding.lengthPenalty = options.lengthPenalty
    decoding.maximumLength = options.maximumLength
    decoding.minimumLength = options.minimumLength
    decoding.noRepeatNgramSize = options.noRepeatNgramSize
    decoding.repetitionPenalty = options.repetitionPenalty
    decoding.narrowsVocabulary = options.narrowsVocabulary
    decoding.draftMargin = options.draftMargin
    return decoding
  }

  /// Fills in the hypotheses of the attempts at `indices`.
  func decode(
    _ indices: [Int], of attempts: inout [SentenceAttempt?], decoding: DecodingOptions,
    outcome: inout Outcome, progress: (@Sendable (TranslationProgress) -> Void)? = nil
  ) async throws {
    let prefix = try model.forcedPrefix(for: pair)
    let requests = indices.compactMap { index in
      attempts[index].map { attempt in
        var decoding = decoding
        decoding.forcedPrefix = prefix + attempt.prefix
        decoding.bannedSequences = attempt.banned
        decoding.returnsAttention = options.returnsAlignment || !attempt.masked.standIns.isEmpty
        return DecodingRequest(
          source: attempt.source.ids, draft: attempt.draft.isEmpty ? [] : prefix + attempt.draft,
          terms: attempt.terms, words: attempt.terms.isEmpty ? WordTokens() : model.words(of: target),
          options: decoding)
      }
    }
    let done = ProgressCounter(total: requests.count)
    let results = try await model.engine.decode(requests) { _, _ in progress?(done.advance()) }
    for (index, hypotheses) in zip(indices, results) {
      guard let attempt = attempts[index] else { continue }
      let hypotheses = hypotheses.map { $0.dropping(prefix.count) }
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

  /// A hypothesis with all spans in place, set as its language is printed.
  private func finished(_ hypothesis: Hypothesis, of attempt: SentenceAttempt) -> RestoredSentence {
    let restored = attempt.restored(hypothesis, spacing: spacing, model: model)
    return target.language == "zh" ? ChineseTypography(restored).set() : restored
  }

  private func result(_ sentence: Passage, _ attempt: SentenceAttempt?) -> StepTranslation {
    guard let attempt else {
      let passage = byRule(sentence.text).map { Passage(text: $0) } ?? sentence
      let alignment = options.returnsAlignment ? Alignment(whole: sentence.text, passage.text) : nil
      return StepTranslation(passage: passage, alignment: alignment)
    }
    guard let best = attempt.hypotheses.first else {
      return StepTranslation(passage: sentence, hasFailed: true)
    }
    let repair = PunctuationRepair(source: sentence.text, spans: attempt.masked.spans)
    func passage(_ restored: RestoredSentence) -> Passage {
      Passage(text: repair.repaired(restored.text), near: restored.placements)
    }
    let restored = finished(best, of: attempt)
    let finish = SentenceFinish(best.finishReason)
    let translation = passage(restored)
    var alignment: Alignment?
    if options.returnsAlignment {
      // Where a term was put into the sentence, nothing can be said of its offsets.
      alignment =
        attempt.masked.source == sentence.text
        ? attempt.alignment(of: best, restored: restored, text: translation.text, model: model)
        : Alignment(whole: sentence.text, translation.text)
    }
    return StepTranslation(
      passage: translation,
      alternatives: attempt.hypotheses.dropFirst().prefix(options.alternatives - 1).map {
        StepTranslation.Alternative(
          passage: passage(finished($0, of: attempt)), score: Double($0.score))
      },
      score: Double(best.score), finish: finish, alignment: alignment,
      notes: [TranslationWarning(finish)].compactMap { $0 }
        + restored.inserted.map(TranslationWarning.init(placed:))
        + [attempt.textWithoutTerms].compactMap { $0 }.map(TranslationWarning.init(strained:)))
  }
}

extension Hypothesis {
  /// Without its first `count` tokens, such as the mark of the language.
  func dropping(_ count: Int) -> Hypothesis {
    guard count > 0 else { return self }
    return Hypothesis(
      tokens: Array(tokens.dropFirst(count)), score: score, tokenScores: Array(tokenScores.dropFirst(count)),
      finishReason: finishReason, attention: Array(attention.dropFirst(count)))
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
