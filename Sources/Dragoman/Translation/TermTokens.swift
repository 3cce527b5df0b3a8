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
      let accepted = match.accepted.flatMap(tokens)
      let alternatives = spellings.flatMap(tokens)
      guard let positions, !alternatives.isEmpty, match.status != .forbidden else { return nil }
      return TermConstraint(
        alternatives: alternatives, accepted: accepted, led: spellings.flatMap(led).flatMap(tokens),
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
      (TermVariants.of(form, .follow, in: language) + [form.uppercased()]).flatMap(tokens)
    }
    var seen: Set<[Int32]> = []
    return sequences.filter { seen.insert($0).inserted }
  }

  /// A spelling with its articles, inside a sentence and at its beginning.
  private func led(_ spelling: String) -> [String] {
    Articles.leading(spelling, in: language).flatMap { [$0, $0.prefix(1).uppercased() + $0.dropFirst()] }
  }

  /// A form in target ids, behind a space and behind none; empty where the model cannot write it.
  private func tokens(_ form: String) -> [[Int32]] {
    let spellings = [true, false].map { isBehindSpace in
      model.tokenizer.encodeTarget(form, isBehindSpace: isBehindSpace).ids
    }
    let written = spellings.filter { ids in
      !ids.isEmpty && !ids.contains(model.tokenizer.target.unknownID)
        && ids.allSatisfy { Int($0) < model.engine.model.targetVocabularySize }
    }
    return written.count == 2 && written[0] == written[1] ? [written[0]] : written
  }
}
