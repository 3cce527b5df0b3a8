import Inference

/// Second attempts at sentences that came out badly.
extension SentenceTranslator {
  /// Loops, runaways and what stayed untranslated once more, under rules that break loops. The second result
  /// counts if it is better.
  func retryFailures(_ attempts: inout [SentenceAttempt?], _ outcome: inout Outcome) async throws {
    let failed = attempts.indices.filter { attempts[$0].map(hasFailed) ?? false }
    guard !failed.isEmpty else { return }
    var second = attempts
    try await decode(failed, of: &second, decoding: strictOptions, outcome: &outcome)
    for index in failed {
      if let attempt = second[index], !hasFailed(attempt) { attempts[index] = attempt }
    }
  }

  /// Sentences whose numbers came out otherwise, or whose length is far off, among more hypotheses; where that does
  /// not help, with the figures that are missing as protected spans.
  func retryFaults(
    _ sentences: [Passage], _ attempts: inout [SentenceAttempt?], _ outcome: inout Outcome
  ) async throws {
    var faulty = attempts.indices.filter { attempts[$0].map { !faults(of: $0).isEmpty } ?? false }
    guard !faulty.isEmpty else { return }
    var wider = attempts
    try await decode(faulty, of: &wider, decoding: wideOptions, outcome: &outcome)
    take(wider, at: faulty, into: &attempts)

    faulty = faulty.filter { attempts[$0].map { !missingFigures(of: $0).isEmpty } ?? false }
    guard !faulty.isEmpty else { return }
    var guarded = attempts
    for index in faulty {
      guard let figures = attempts[index].map(missingFigures) else { continue }
      let spans = (sentences[index].spans + figures).sorted { $0.range.lowerBound < $1.range.lowerBound }
      guarded[index] = try attempt(
        mask(Passage(text: sentences[index].text, spans: spans), style: .code),
        precedent: sentences[index].precedent)
    }
    try await decode(faulty, of: &guarded, decoding: decodingOptions, outcome: &outcome)
    let copied = faulty.filter { guarded[$0]?.copied(spacing: spacing, model: model)?.isComplete == true }
    take(guarded, at: copied, into: &attempts)
  }

  /// Those of `others` that have fewer faults.
  private func take(_ others: [SentenceAttempt?], at indices: [Int], into attempts: inout [SentenceAttempt?])
  {
    for index in indices {
      guard let other = others[index], let attempt = attempts[index], !hasFailed(other),
        faults(of: other).count < faults(of: attempt).count
      else { continue }
      attempts[index] = other
    }
  }

  /// What may be wrong with the best hypothesis and need not be with another.
  private func faults(of attempt: SentenceAttempt) -> [FidelityWarning] {
    warnings(of: attempt).filter { warning in
      switch warning {
      case .numberMissing, .numberUnexpected, .tooShort, .tooLong: true
      default: false
      }
    }
  }

  /// Numbers of the source, in plain figures, that the best hypothesis does not have.
  private func missingFigures(of attempt: SentenceAttempt) -> [ProtectedSpan] {
    let bytes = Array(attempt.masked.source.utf8)
    return faults(of: attempt).compactMap { fault in
      guard case .numberMissing(_, let range) = fault, range.upperBound <= bytes.count,
        bytes[range].allSatisfy({ $0.isASCIIDigit || $0 == 0x2E || $0 == 0x2C }),
        !attempt.masked.spans.contains(where: { $0.range.overlaps(range) })
      else { return nil }
      return ProtectedSpan(
        kind: .identifier, range: range, text: String(decoding: bytes[range], as: UTF8.self))
    }
  }

  /// Twice the hypotheses.
  private var wideOptions: DecodingOptions {
    var wide = decodingOptions
    wide.beamSize = min(max(2 * wide.beamSize, 4), InferenceEngine.maximumBeamSize)
    wide.hypothesisCount = wide.beamSize
    return wide
  }

  /// Sentences whose stand-ins the model dropped, with stand-ins of another look. Where no look survives, the
  /// first attempt stays and its spans are set by position.
  func retryDroppedSpans(
    _ sentences: [Passage], _ attempts: inout [SentenceAttempt?], _ outcome: inout Outcome
  ) async throws {
    for style in MaskingStyle.allCases.dropFirst() {
      let dropped = attempts.indices.filter { index in
        attempts[index]?.copied(spacing: spacing, model: model).map { !$0.isComplete } ?? false
      }
      guard !dropped.isEmpty else { return }
      var other = attempts
      for index in dropped {
        guard let dropping = attempts[index] else { continue }
        other[index] = try attempt(
          MaskedSentence(masking: dropping.masked.source, spans: dropping.masked.spans, style: style),
          precedent: sentences[index].precedent)
      }
      try await decode(dropped, of: &other, decoding: decodingOptions, outcome: &outcome)
      for index in dropped {
        guard let attempt = other[index], let dropping = attempts[index], !hasFailed(attempt),
          attempt.copied(spacing: spacing, model: model)?.isComplete == true,
          missingTerms(of: attempt).count <= missingTerms(of: dropping).count
        else { continue }
        attempts[index] = attempt
      }
    }
  }

  /// The rules for a sentence that ran away: no word group twice, used words weaker.
  private var strictOptions: DecodingOptions {
    var strict = decodingOptions
    strict.beamSize = max(strict.beamSize, 4)
    strict.hypothesisCount = strict.beamSize
    strict.noRepeatNgramSize = 3
    strict.repetitionPenalty = max(strict.repetitionPenalty, 1.2)
    return strict
  }

  /// Whether the search did not end by itself, or what it wrote runs in circles or is still the source.
  private func hasFailed(_ attempt: SentenceAttempt) -> Bool {
    guard attempt.endedWell else { return true }
    return warnings(of: attempt).contains { warning in
      switch warning {
      case .repetition, .repetitive, .untranslated, .sourceScriptLeft: true
      default: false
      }
    }
  }

  private func warnings(of attempt: SentenceAttempt) -> [FidelityWarning] {
    guard let best = attempt.hypotheses.first else { return [] }
    let restored = attempt.restored(best, spacing: spacing, model: model)
    return fidelity.warnings(
      source: attempt.masked.source, translation: restored.text, spans: attempt.masked.spans)
  }
}
