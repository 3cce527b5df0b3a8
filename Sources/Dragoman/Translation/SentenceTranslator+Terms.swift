import Inference

/// Terms that the search did not get into a sentence.
extension SentenceTranslator {
  /// Sentences without a required term once more, with what it is called in its place as a protected span: that comes
  /// out in any case, whatever the sentence around it. Around a span another term may get lost: then all of them are
  /// spans.
  func retryMissingTerms(
    _ sentences: [Passage], _ attempts: inout [SentenceAttempt?], _ outcome: inout Outcome
  ) async throws {
    guard !terms.isEmpty else { return }
    for isLast in [false, true] {
      var other = attempts
      var lacking: [Int] = []
      for index in attempts.indices {
        guard let attempt = attempts[index], !missingTerms(of: attempt).isEmpty else { continue }
        let sentence = Passage(
          text: attempt.masked.source, spans: attempt.masked.spans, precedent: sentences[index].precedent)
        guard let passage = isLast ? withRequiredTerms(sentence) : withTerms(sentence, missingIn: attempt)
        else { continue }
        other[index] = try self.attempt(mask(passage, style: .code), precedent: passage.precedent)
        lacking.append(index)
      }
      guard !lacking.isEmpty else { return }
      try await decode(lacking, of: &other, decoding: decodingOptions, outcome: &outcome)
      for index in lacking {
        guard let attempt = other[index], !attempt.hypotheses.isEmpty else { continue }
        attempts[index] = attempt
      }
    }
  }

  /// A sentence with the terms that an attempt lacks as spans; nil where their places are not known.
  private func withTerms(_ sentence: Passage, missingIn attempt: SentenceAttempt) -> Passage? {
    // The same terms in the same order, by the bytes of the sentence that was masked.
    let matches = matches(of: sentence)
    guard matches.count == attempt.matches.count else { return nil }
    return sentence.replacing(missingTerms(of: attempt).compactMap { matches[$0].span })
  }

  private func matches(of sentence: Passage) -> [TermMatch] {
    matches(in: sentence.text, outside: sentence.spans.map(\.range), precedent: sentence.precedent)
  }

  /// Sentences that their terms strain: put with the terms as protected spans, which the sentence goes around, where that
  /// reads better. What is strained still is told, so that somebody chooses.
  func relieveStrain(
    _ sentences: [Passage], _ attempts: inout [SentenceAttempt?], _ outcome: inout Outcome
  ) async throws {
    let suspects = attempts.indices.filter { index in
      guard let attempt = attempts[index], let best = attempt.hypotheses.first else { return false }
      return best.score < Self.strainedScore && attempt.matches.contains { $0.status == .required }
    }
    guard !suspects.isEmpty else { return }
    var free = attempts
    for index in suspects {
      free[index]?.terms = []
      free[index]?.banned = []
    }
    try await decode(suspects, of: &free, decoding: decodingOptions, outcome: &outcome)
    let strained = suspects.filter { (score(free[$0]) ?? 0) > (score(attempts[$0]) ?? 0) + Self.strain }
    guard !strained.isEmpty else { return }
    var around = attempts
    for index in strained {
      guard let passage = withRequiredTerms(sentences[index]) else { continue }
      around[index] = try attempt(mask(passage, style: .code), precedent: passage.precedent)
    }
    try await decode(strained, of: &around, decoding: decodingOptions, outcome: &outcome)
    for index in strained {
      if let other = around[index], isWhole(other),
        (score(other) ?? 0) > (score(attempts[index]) ?? 0) + Self.strain / 2
      {
        attempts[index] = other
      } else if let attempt = free[index], let without = attempt.hypotheses.first {
        attempts[index]?.textWithoutTerms = attempt.restored(without, spacing: spacing, model: model).text
      }
    }
  }

  private func score(_ attempt: SentenceAttempt?) -> Float? { attempt?.hypotheses.first?.score }

  /// Whether it came to an end with all of its spans.
  private func isWhole(_ attempt: SentenceAttempt) -> Bool {
    attempt.endedWell && attempt.copied(spacing: spacing, model: model)?.isComplete == true
  }

  /// A sentence with all of its required terms as spans; nil where their places are not known.
  private func withRequiredTerms(_ sentence: Passage) -> Passage? {
    let spans = matches(of: sentence).filter { $0.status == .required }.compactMap(\.span)
    return spans.isEmpty ? nil : sentence.replacing(spans)
  }

  /// Sentences of a lower score, in log-probability by token, are looked at for whether their terms are to blame.
  private static let strainedScore: Float = -1.8
  /// How much better a sentence is without its terms when they strain it, in log-probability by token.
  private static let strain: Float = 1.5

  /// The required terms that the best hypothesis does not say, as indices of the attempt's matches.
  func missingTerms(of attempt: SentenceAttempt) -> [Int] {
    let wanted = attempt.matches.indices.filter { attempt.matches[$0].status == .required }
    guard !wanted.isEmpty, let best = attempt.hypotheses.first else { return [] }
    let text = model.tokenizer.decode(best.tokens)
    var said = calledTerms.matches(in: text, isLenient: true)
    return wanted.filter { index in
      let match = attempt.matches[index]
      if let place = said.firstIndex(where: { $0.entry == match.entry }) {
        said.remove(at: place)
        return false
      }
      return !match.stands(in: text)
    }
  }
}
