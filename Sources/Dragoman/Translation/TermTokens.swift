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
      let alternatives = match.targets.flatMap { form in
        TermVariants.of(form, match.caseRule, in: language).flatMap(tokens)
      }
      guard let positions, !alternatives.isEmpty, match.status != .forbidden else { return nil }
      return TermConstraint(
        alternatives: alternatives, source: positions, isRequired: match.status != .preferred)
    }
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
