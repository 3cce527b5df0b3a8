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
        other[index] = try attempt(mask(sentences[index], style: style))
      }
      try await decode(dropped, of: &other, decoding: decodingOptions, outcome: &outcome)
      for index in dropped {
        guard let attempt = other[index], !hasFailed(attempt),
          attempt.copied(spacing: spacing, model: model)?.isComplete == true
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
    guard attempt.endedWell, let best = attempt.hypotheses.first else { return true }
    let restored = attempt.restored(best, spacing: spacing, model: model)
    return fidelity.warnings(
      source: attempt.masked.source, translation: restored.text, spans: attempt.masked.spans
    ).contains { warning in
      switch warning {
      case .repetition, .repetitive, .untranslated, .sourceScriptLeft: true
      default: false
      }
    }
  }
}
