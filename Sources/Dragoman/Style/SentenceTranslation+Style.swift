extension SentenceTranslation {
  /// As a house writes it.
  ///
  /// - Parameter terms: finds what a glossary says, which stays as it is.
  func styled(_ style: TextStyle, in language: LanguageTag, keeping terms: TermLookup) -> SentenceTranslation
  {
    guard !style.rules.isEmpty, finishReason != .recalled else { return self }
    var styled = self
    let edits = Self.edits(style, text, language, terms)
    styled.text = edits.text
    styled.alignment = alignment?.map { AlignedSpan(source: $0.source, target: edits.moved($0.target)) }
    for index in styled.warnings.indices {
      styled.warnings[index].target = warnings[index].target.map(edits.moved)
    }
    styled.alternatives = alternatives.map {
      Alternative(text: Self.edits(style, $0.text, language, terms).text, score: $0.score)
    }
    return styled
  }

  private static func edits(
    _ style: TextStyle, _ text: String, _ language: LanguageTag, _ terms: TermLookup
  ) -> TextEdits {
    let offsets = ScalarOffsets(text)
    let kept =
      ProtectedSpanDetector().spans(in: text).map(\.range)
      + terms.matches(in: text, isLenient: true).map(\.range)
    return style.edits(
      in: text, of: language, keeping: kept.compactMap { offsets.span($0).map { $0.start..<$0.end } })
  }
}
