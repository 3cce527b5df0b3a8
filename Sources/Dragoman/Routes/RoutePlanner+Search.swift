extension RoutePlanner {
  /// Where a text can get to from one language, by ever more models.
  struct Search {
    private let target: LanguageTag?
    private let pivots: [LanguageTag]
    private let entries: [ModelEntry]
    /// Where models of many languages may lead.
    private let languages: [LanguageTag]
    private var reached: [Place: RoutePlan] = [:]

    /// A language, and how many of the pivots lie behind.
    private struct Place: Hashable {
      var language: LanguageTag
      var passed: Int
    }

    init(entries: [ModelEntry], source: LanguageTag, target: LanguageTag?, pivots: [LanguageTag]) {
      self.entries = entries
      self.target = target
      self.pivots = pivots
      var named = Set(entries.flatMap { [$0.from.language, $0.to.language] }.compactMap(\.self))
      named.formUnion([.english, source] + pivots)
      if let target { named.insert(target) }
      languages = named.sorted { $0.code < $1.code }

      let start = Place(language: source, passed: passed(source, after: 0))
      reached[start] = RoutePlan(from: source, to: source)
      var frontier = [start]
      for _ in 0..<RoutePlanner.longestRoute {
        var next: [Place: RoutePlan] = [:]
        for place in frontier {
          guard let plan = reached[place] else { continue }
          for (entry, from, to) in models(reading: place.language) {
            extend(plan, at: place, by: entry, from: from, to: to, into: &next)
          }
        }
        // A place reached more cheaply by fewer models is not left a second time.
        next = next.filter { place, plan in reached[place].map { plan.cost < $0.cost } ?? true }
        reached.merge(next) { _, cheaper in cheaper }
        frontier = Array(next.keys)
      }
    }

    /// The best plan that ends in `target` with all pivots behind it.
    func best(to target: LanguageTag) -> RoutePlan? {
      var best: RoutePlan?
      for (place, plan) in reached {
        guard let bridge = LanguageBridge(from: place.language, to: target),
          passed(target, after: place.passed) == pivots.count
        else { continue }
        var found = RoutePlan(from: plan.from, to: target, steps: plan.steps, cost: plan.cost)
        found.append(bridge)
        if let other = best, !(found.cost < other.cost) { continue }
        best = found
      }
      return best
    }

    private func extend(
      _ plan: RoutePlan, at place: Place, by entry: ModelEntry, from: LanguageTag, to: LanguageTag,
      into next: inout [Place: RoutePlan]
    ) {
      guard let bridge = LanguageBridge(from: place.language, to: from) else { return }
      var longer = plan
      longer.append(bridge)
      longer.append(entry, from: from, to: to)
      // What a `zh` model writes is Simplified.
      let language = ChineseForm(to) == .simplified ? .simplifiedChinese : to
      let reached = Place(language: language, passed: passed(language, after: place.passed))
      if let other = next[reached], !(longer.cost < other.cost) { return }
      next[reached] = longer
    }

    /// The pairs that models make of a text in `language`.
    private func models(
      reading language: LanguageTag
    ) -> [(entry: ModelEntry, from: LanguageTag, to: LanguageTag)] {
      entries.flatMap { entry -> [(ModelEntry, LanguageTag, LanguageTag)] in
        let from = entry.from.language ?? language
        guard LanguageMatcher.distance(from: language, to: from) != nil else { return [] }
        if let to = entry.to.language { return [(entry, from, to)] }
        return languages.filter { LanguageMatcher.distance(from: from, to: $0) == nil }
          .map { (entry, from, $0) }
      }
    }

    private func passed(_ language: LanguageTag, after count: Int) -> Int {
      var count = count
      while count < pivots.count, LanguageMatcher.distance(from: pivots[count], to: language) != nil {
        count += 1
      }
      return count
    }
  }
}

extension RoutePlan {
  fileprivate mutating func append(_ bridge: LanguageBridge) {
    cost = cost.adding(bridge)
    steps += bridge.conversions.map { .conversion($0, isConditional: bridge.isConditional) }
  }

  fileprivate mutating func append(_ entry: ModelEntry, from: LanguageTag, to: LanguageTag) {
    cost = cost.adding(entry, to: to)
    steps.append(
      .model(entry, RouteStep(model: entry.id, from: from, to: to, quality: entry.quality)))
  }
}
