import Inference

/// Terms as one model writes them.
struct TermTokens: Sendable {
  private let model: LoadedModel
  private let language: LanguageTag

  init(_ model: LoadedModel, language: LanguageTag) { (self.model, self.language) = (model, language) }

  /// What constrains the search so that the matches of a sentence are said as they should be.
  ///
  /// - Parameter matches: of the text that was encoded.
  func constraints(for matches: [TermMatch], in source: EncodedSource) -> [TermConstraint] {
    matches.compactMap { match in
      let positions = source.positions(of: match.range)
      let spellings = match.targets.flatMap { TermVariants.of($0, match.caseRule, in: language) }
      let accepted = match.accepted.flatMap(model.spellings)
      let alternatives = spellings.flatMap(model.spellings)
      guard let positions, !alternatives.isEmpty, match.status != .forbidden else { return nil }
      return TermConstraint(
        alternatives: alternatives, accepted: accepted, led: spellings.flatMap(led).flatMap(model.spellings),
        source: positions,
        isRequired: match.status != .preferred)
    }
  }

  /// What must not come out beside these matches; what one of them is to be called may.
  ///
  /// - Parameter others: forms that must not stand in any sentence.
  func banned(beside matches: [TermMatch], and others: [String]) -> [[Int32]] {
    let forms = matches.flatMap(\.forbidden) + others
    let wanted = matches.flatMap(\.targets)
    let sequences = forms.filter { !wanted.contains($0) }.flatMap { form in
      (TermVariants.of(form, .follow, in: language) + [form.uppercased()]).flatMap(model.spellings)
    }
    var seen: Set<[Int32]> = []
    return sequences.filter { seen.insert($0).inserted }
  }

  /// A spelling with its articles, inside a sentence and at its beginning.
  private func led(_ spelling: String) -> [String] {
    Articles.leading(spelling, in: language).flatMap { [$0, $0.prefix(1).uppercased() + $0.dropFirst()] }
  }
}
