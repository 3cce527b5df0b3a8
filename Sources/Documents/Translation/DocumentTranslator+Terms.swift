import Dragoman

/// Names and terms that are to be called alike from the first page to the last.
extension DocumentTranslator {
  /// How often texts are translated again for terms that still differ.
  private static let rounds = 2

  /// The translations of a document's texts with each of its terms rendered in one way: texts that say one otherwise
  /// than most do are translated again, the term given.
  func consistent(
    _ translations: [TextTranslation], of texts: [String], from: LanguageTag, to: LanguageTag
  ) async throws -> (translations: [TextTranslation], terms: [DocumentTerm]) {
    let candidates = TermCandidates(in: texts, of: from)
    let renderings = TermRenderings(to: to)
    let terms = renderings.terms(candidates, translations: translations.map { ($0.text, $0.alignment) })
    var translations = translations
    for round in 0..<Self.rounds where !terms.isEmpty {
      // What a preference does not reach, a demand does.
      let glossary = Glossary(terms, from: from, to: to, status: round == 0 ? .preferred : .required)
      let check = TermAgreement(glossary, from: from, to: to)
      let differing = texts.indices.filter { !check.agree(texts[$0], translations[$0].text) }
      var again: [TextTranslation] = []
      try await eachTranslation(
        of: differing.map { texts[$0] },
        { [engine] in try await engine.translate($0, from: from, to: to, terms: glossary) }
      ) { again.append($0) }
      for (index, translation) in zip(differing, again) { translations[index] = translation }
    }
    let found = renderings.terms(candidates, translations: translations.map { ($0.text, $0.alignment) })
    let others = Dictionary(found.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
    return (
      translations,
      terms.map { term in
        var term = term
        // What is still called otherwise.
        if let now = others[term.source] {
          term.others = now.others.merging(
            now.target == term.target ? [:] : [now.target: now.count - now.others.values.reduce(0, +)]
          ) { $0 + $1 }
          term.others[term.target] = nil
        }
        return term
      }
    )
  }
}
