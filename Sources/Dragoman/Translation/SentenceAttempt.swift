import Inference

/// One way of putting a sentence to the model, and what came back.
struct SentenceAttempt: Sendable {
  let masked: MaskedSentence
  let source: EncodedSource
  /// A likely translation in target ids; empty for none.
  let draft: [Int32]
  /// What the translation has to begin with, in target ids.
  var prefix: [Int32] = []
  /// Terms of `masked.text`, by its bytes.
  let matches: [TermMatch]
  /// What the search is to say of them.
  var terms: [TermConstraint] = []
  /// What the model would say without terms, where these strain the sentence.
  var textWithoutTerms: String?
  /// What must not come out, in target ids.
  var banned: [[Int32]] = []
  var hypotheses: [Hypothesis] = []

  /// Whether the model came to an end by itself.
  var endedWell: Bool { hypotheses.first?.finishReason == .endOfSentence }

  /// The text of a hypothesis with all spans in place: those that the model dropped go where its attention
  /// says that they belong.
  func restored(
    _ hypothesis: Hypothesis, spacing: WordSpacing, model: LoadedModel
  ) -> RestoredSentence {
    let text = model.tokenizer.decode(hypothesis.tokens)
    guard !masked.standIns.isEmpty, !hypothesis.attention.isEmpty else {
      return masked.restoreInsertingMissing(text, spacing: spacing)
    }
    return masked.restoreInsertingMissing(text, spacing: spacing) { offset in
      guard let position = source.position(ofByte: offset) else { return nil }
      let column = hypothesis.attention.map { position < $0.count ? $0[position] : 0 }
      guard let token = column.indices.max(by: { column[$0] < column[$1] }) else { return nil }
      return model.tokenizer.decode(Array(hypothesis.tokens[...token])).utf8.count
    }
  }

  /// The text of the best hypothesis, spans only where the model wrote their stand-ins.
  func copied(spacing: WordSpacing, model: LoadedModel) -> RestoredSentence? {
    hypotheses.first.map { masked.restore(model.tokenizer.decode($0.tokens), spacing: spacing) }
  }
}
