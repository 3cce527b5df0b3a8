import Inference

/// Terms that the search did not get into a sentence.
extension SentenceTranslator {
  /// Sentences without a required term once more, with what it is called in its place as a protected span: that comes
  /// out in any case, whatever the sentence around it.
  func retryMissingTerms(
    _ sentences: [Passage], _ attempts: inout [SentenceAttempt?], _ outcome: inout Outcome
  ) async throws {
    guard !terms.isEmpty else { return }
    var other = attempts
    var lacking: [Int] = []
    for index in attempts.indices {
      guard let passage = attempts[index].flatMap({ withTerms(sentences[index], missingIn: $0) }) else {
        continue
      }
      other[index] = try attempt(mask(passage, style: .code), precedent: passage.precedent)
      lacking.append(index)
    }
    guard !lacking.isEmpty else { return }
    try await decode(lacking, of: &other, decoding: decodingOptions, outcome: &outcome)
    for index in lacking {
      guard let attempt = other[index], !attempt.hypotheses.isEmpty else { continue }
      attempts[index] = attempt
    }
  }

  /// A sentence with the terms that an attempt lacks as spans; nil where it lacks none.
  private func withTerms(_ sentence: Passage, missingIn attempt: SentenceAttempt) -> Passage? {
    let missing = missingTerms(of: attempt)
    guard !missing.isEmpty else { return nil }
    // The same terms in the same order, by the bytes of the sentence that was masked.
    let matches = terms.matches(in: sentence.text, outside: sentence.spans.map(\.range))
    guard matches.count == attempt.matches.count else { return nil }
    let spans = missing.compactMap { index in
      matches[index].targets.first.map {
        ProtectedSpan(kind: .identifier, range: matches[index].range, text: $0)
      }
    }
    return sentence.replacing(spans)
  }

  /// The required terms that the best hypothesis does not say, as indices of the attempt's matches.
  private func missingTerms(of attempt: SentenceAttempt) -> [Int] {
    let wanted = attempt.matches.indices.filter { attempt.matches[$0].status == .required }
    guard !wanted.isEmpty, let best = attempt.hypotheses.first else { return [] }
    var said = calledTerms.matches(in: model.tokenizer.decode(best.tokens))
    return wanted.filter { index in
      let entry = attempt.matches[index].entry
      guard let place = said.firstIndex(where: { $0.entry == entry }) else { return true }
      said.remove(at: place)
      return false
    }
  }
}
