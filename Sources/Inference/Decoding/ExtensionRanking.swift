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

  /// Lets the runner-up go first where it has the token and is hardly less likely.
  mutating func prefer(_ token: Int32, within margin: Float) {
    guard best.count > 1, best[1].candidate.token == token, best[0].score - best[1].score < margin else {
      return
    }
    best.swapAt(0, 1)
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
