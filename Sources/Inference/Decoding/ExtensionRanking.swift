/// The best extensions of all beams, best first, out of those that came.
struct ExtensionRanking {
  private let limit: Int
  private(set) var best: [Extension] = []

  init(limit: Int) {
    self.limit = limit
    best.reserveCapacity(limit + 1)
  }

  mutating func removeAll() {
    best.removeAll(keepingCapacity: true)
  }

  /// Puts an extension in its place. Among equals the first to come stays ahead.
  /// - Returns: false when it is not among the best.
  @discardableResult
  mutating func insert(_ new: Extension) -> Bool {
    if best.count == limit, let last = best.last, !(new.score > last.score) { return false }
    var place = best.count
    while place > 0, new.score > best[place - 1].score { place -= 1 }
    best.insert(new, at: place)
    if best.count > limit { best.removeLast() }
    return true
  }
}
