/// Several glossaries as one: the longest term at a place counts, then that of the first glossary.
package struct TermLookup: Sendable {
  private let finders: [TermFinder]

  package init(_ glossaries: [Glossary], from: LanguageTag, to: LanguageTag) {
    finders = glossaries.map { $0.finder(from: from, to: to) }.filter { !$0.isEmpty }
  }

  package var isEmpty: Bool { finders.isEmpty }

  /// What must not stand in any translation, whatever the source says.
  package var forbidden: [String] { finders.flatMap(\.forbidden) }

  /// The terms of a text, in their order, none overlapping.
  ///
  /// - Parameters:
  ///   - spans: stretches in which no term is looked for.
  ///   - isLenient: Chinese terms are found in longer words, too.
  package func matches(
    in text: String, outside spans: [Range<Int>] = [], isLenient: Bool = false
  ) -> [TermMatch] {
    if finders.count == 1 { return finders[0].matches(in: text, outside: spans, isLenient: isLenient) }
    var taken: [Range<Int>] = []
    var kept: [TermMatch] = []
    let found = finders.enumerated().flatMap { order, finder in
      finder.matches(in: text, outside: spans, isLenient: isLenient).map { (order: order, match: $0) }
    }
    let ranked = found.sorted { a, b in
      (b.match.range.count, a.order, a.match.range.lowerBound) < (
        a.match.range.count, b.order, b.match.range.lowerBound
      )
    }
    for (_, match) in ranked where !taken.contains(where: { $0.overlaps(match.range) }) {
      taken.append(match.range)
      kept.append(match)
    }
    return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
