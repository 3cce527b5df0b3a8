import Dragoman

/// Which languages lead where.
package struct LanguageTable: Sendable {
  /// By code.
  package let sources: [LanguageTag]
  /// All that some source leads to, by code.
  package let targets: [LanguageTag]
  private let routes: [LanguageTag: [LanguageTag]]

  init(_ routes: [Route]) {
    var found: [LanguageTag: Set<LanguageTag>] = [:]
    for route in routes where route.from != route.to { found[route.from, default: []].insert(route.to) }
    self.routes = found.mapValues { $0.sorted { $0.code < $1.code } }
    sources = found.keys.sorted { $0.code < $1.code }
    targets = Set(found.values.joined()).sorted { $0.code < $1.code }
  }

  /// Where a language leads; empty for one that is no source.
  package func targets(of source: LanguageTag) -> [LanguageTag] { routes[source] ?? [] }

  /// Every language, as source or target, by code.
  package var all: [LanguageTag] { Set(sources + targets).sorted { $0.code < $1.code } }

  /// Whether a text in `source`, as told or detected, can come to be in `target`.
  package func leads(from source: LanguageTag, to target: LanguageTag) -> Bool {
    guard let known = LanguageMatcher.best(for: source, among: sources) else { return false }
    return LanguageMatcher.best(for: target, among: targets(of: known)) != nil
  }
}
