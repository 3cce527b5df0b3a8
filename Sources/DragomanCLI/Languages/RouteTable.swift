import Dragoman
import Foundation

/// Routes as a table for people: one block for each source language.
enum RouteTable {
  static func text(_ routes: [Route]) -> String {
    var rows = [["FROM", "TO", "ROUTE", "BLEU", "MODELS"]]
    var source: LanguageTag?
    for route in routes {
      rows.append([
        route.from == source ? "" : named(route.from), named(route.to), way(of: route),
        route.quality.map { String(format: "%.1f", $0) } ?? "",
        Terminal.plain(route.models.joined(separator: ", ")),
      ])
      source = route.from
    }
    return Terminal.table(rows).split(separator: "\n").map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// `direct`, `via en (2 models)`, `OpenCC t2s, direct`, `OpenCC s2t`.
  static func way(of route: Route) -> String {
    let before = conversions(route.steps.prefix { $0.kind == .script })
    guard !route.models.isEmpty else { return before }
    let behind = conversions(route.steps.drop { $0.kind == .script }.filter { $0.kind == .script })
    let pivots = route.pivots.map(\.code).joined(separator: ", ")
    let way = pivots.isEmpty ? "direct" : "via \(pivots) (\(route.models.count) models)"
    return [before, way, behind].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func named(_ tag: LanguageTag) -> String { "\(tag.code) \(tag.englishName)" }

  private static func conversions(_ steps: some Collection<RouteStep>) -> String {
    let names = steps.compactMap(\.conversion?.rawValue)
    return names.isEmpty ? "" : "OpenCC \(names.joined(separator: " "))"
  }
}
