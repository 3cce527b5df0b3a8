/// The choice among the hypotheses that one search has finished: the likeliest, unless it lacks a protected span or
/// shows other numbers than the source and one nearly as likely does not.
package struct HypothesisChoice: Sendable {
  package struct Option: Sendable {
    /// As the model wrote it, with stand-ins.
    package var text: String
    /// Log-probability by token.
    package var score: Float
    /// Whether the model ended it by itself.
    package var isComplete: Bool

    package init(text: String, score: Float, isComplete: Bool) {
      self.text = text
      self.score = score
      self.isComplete = isComplete
    }
  }

  /// How much worse, in log-probability by token, a hypothesis may be that says the numbers right. The finished
  /// hypotheses of one search lie about this close together.
  private static let scoreTolerance: Float = 0.3

  private let fidelity: FidelityCheck
  private let spacing: WordSpacing

  package init(fidelity: FidelityCheck, spacing: WordSpacing) {
    self.fidelity = fidelity
    self.spacing = spacing
  }

  /// The index of the best of `options`, which are ranked by score; nil when there are none.
  package func best(of options: [Option], for masked: MaskedSentence) -> Int? {
    guard let likeliest = options.first else { return nil }
    var choice = 0
    var fewest = options.count > 1 ? faults(of: likeliest, masked) : 0
    for (index, option) in options.enumerated().dropFirst() where fewest > 0 {
      guard option.isComplete || !likeliest.isComplete, option.score >= likeliest.score - Self.scoreTolerance
      else { continue }
      let count = faults(of: option, masked)
      if count < fewest { (fewest, choice) = (count, index) }
    }
    return choice
  }

  /// Spans dropped and numbers changed.
  private func faults(of option: Option, _ masked: MaskedSentence) -> Int {
    let restored = masked.restore(option.text, spacing: spacing)
    let warnings = fidelity.warnings(source: masked.source, translation: restored.text, spans: masked.spans)
    return warnings.reduce(0) { count, warning in
      switch warning {
      case .spanMissing, .numberMissing, .numberUnexpected: count + 1
      default: count
      }
    }
  }
}
