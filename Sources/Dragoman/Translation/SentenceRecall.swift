/// What a memory has for the sentences of one call.
struct SentenceRecall {
  let memory: any TranslationRecalling
  let from: LanguageTag
  let to: LanguageTag
  let returnsAlignment: Bool

  /// nil for options without a memory.
  init?(_ options: TranslationOptions, along plan: RoutePlan) {
    guard let memory = options.memory else { return nil }
    self.memory = memory
    (from, to, returnsAlignment) = (plan.from, plan.to, options.returnsAlignment)
  }

  /// - Parameter exactly: those of sentences like it are of no use.
  func translation(
    of sentence: String, after previous: String?, exactly: Bool
  ) throws -> RecalledTranslation? {
    try memory.recall(sentence, after: previous, from: from, to: to, exactly: exactly)
  }

  /// Whether there is a translation of a whole paragraph, which then is no sentences.
  func knows(_ paragraph: String) throws -> Bool {
    try memory.recall(paragraph, after: nil, from: from, to: to, exactly: true)?.isExact ?? false
  }

  /// A translation that stands for the sentence as it is.
  func result(
    of sentence: String, _ recalled: RecalledTranslation, spans: [ProtectedSpan], fidelity: FidelityCheck
  ) -> SentenceTranslation {
    let warnings = fidelity.warnings(source: sentence, translation: recalled.text, spans: spans)
    let alignment = Alignment(whole: sentence, recalled.text).spans(source: sentence, target: recalled.text)
    return SentenceTranslation(
      source: sentence, text: recalled.text, pivots: [], alternatives: [], score: 0, finishReason: .recalled,
      alignment: returnsAlignment ? alignment : nil,
      warnings: warnings.map { TranslationWarning($0, source: sentence, translation: recalled.text) })
  }
}
