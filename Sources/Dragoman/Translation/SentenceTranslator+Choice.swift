import Inference

/// The choice among the hypotheses that the search has finished.
extension SentenceTranslator {
  /// How much worse, in log-probability by token, a hypothesis may be that says the numbers right. The finished
  /// hypotheses of one search lie about this close together.
  private static let scoreTolerance: Float = 0.3

  /// `hypotheses` with the best one first: the likeliest, unless it lacks a protected span or shows other numbers
  /// than the source and one nearly as likely does not.
  func ranked(_ hypotheses: [Hypothesis], for masked: MaskedSentence) -> [Hypothesis] {
    guard let likeliest = hypotheses.first, hypotheses.count > 1 else { return hypotheses }
    var fewest = faults(of: likeliest, masked)
    var choice = 0
    for (index, hypothesis) in hypotheses.enumerated().dropFirst() where fewest > 0 {
      guard hypothesis.finishReason == .endOfSentence || likeliest.finishReason != .endOfSentence,
        hypothesis.score >= likeliest.score - Self.scoreTolerance
      else { continue }
      let count = faults(of: hypothesis, masked)
      if count < fewest { (fewest, choice) = (count, index) }
    }
    var ranked = hypotheses
    ranked.insert(ranked.remove(at: choice), at: 0)
    return ranked
  }

  /// Spans dropped and numbers changed.
  private func faults(of hypothesis: Hypothesis, _ masked: MaskedSentence) -> Int {
    let restored = masked.restore(model.tokenizer.decode(hypothesis.tokens), spacing: spacing)
    let warnings = fidelity.warnings(source: masked.source, translation: restored.text, spans: masked.spans)
    return warnings.reduce(0) { count, warning in
      switch warning {
      case .spanMissing, .numberMissing, .numberUnexpected: count + 1
      default: count
      }
    }
  }
}
