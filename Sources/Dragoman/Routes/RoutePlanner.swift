/// Finds the best way from a language to another over the models that are there.
///
/// Best is the way whose models declare the highest quality together, a variant near to what was asked for
/// counting a little, then the one with fewer models, then the first by name: the same on every machine.
package struct RoutePlanner: Sendable {
  /// The most models in a row.
  package static let longestRoute = 3

  private let entries: [ModelEntry]

  package init(_ entries: [ModelEntry]) {
    self.entries = entries
  }

  /// The best route; nil where there is none. A plan without steps means that the text is there already.
  ///
  /// - Parameter pivots: languages to pass through, in this order; the ends count, and other languages may
  ///   lie between.
  package func plan(
    from source: LanguageTag, to target: LanguageTag, via pivots: [LanguageTag] = []
  ) -> RoutePlan? {
    let search = Search(entries: entries, source: source, target: target, pivots: pivots)
    return search.best(to: target)
  }

  /// The best route between any two languages that the models name, by source and target; no route from a
  /// language to itself. Chinese of each script is a language of its own here.
  package func plans() -> [RoutePlan] {
    let sources = Self.tags(entries.map(\.from))
    let targets = Self.tags(entries.map(\.to))
    return sources.flatMap { source in
      let search = Search(entries: entries, source: source, target: nil, pivots: [])
      return targets.compactMap { target in
        search.best(to: target).flatMap { $0.usual.steps.isEmpty ? nil : $0 }
      }
    }
  }

  private static func tags(_ sides: [ModelEntry.Coverage]) -> [LanguageTag] {
    var tags = Set(sides.compactMap(\.language))
    // Conversions need no model.
    tags.formUnion([.simplifiedChinese, .traditionalChinese])
    if tags.contains(.chinese) { tags.remove(.simplifiedChinese) }
    if sides.contains(.many) { tags.insert(.english) }
    return tags.sorted { $0.code < $1.code }
  }
}
