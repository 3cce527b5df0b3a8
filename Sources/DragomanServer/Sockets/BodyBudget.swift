import Synchronization

/// Bytes of requests' bodies that a server holds at once, of all connections.
final class BodyBudget: Sendable {
  /// One request's share; it is given back by hand, when the request is answered.
  final class Share: Sendable {
    private let budget: BodyBudget
    private let bytes = Atomic(0)

    fileprivate init(_ budget: BodyBudget) { self.budget = budget }

    /// - Returns: false where there is not so much left.
    func take(_ count: Int) -> Bool {
      guard budget.used.add(count, ordering: .relaxed).newValue <= budget.limit else {
        budget.used.subtract(count, ordering: .relaxed)
        return false
      }
      bytes.add(count, ordering: .relaxed)
      return true
    }

    func giveBack() {
      budget.used.subtract(bytes.exchange(0, ordering: .relaxed), ordering: .relaxed)
    }
  }

  private let limit: Int
  private let used = Atomic(0)

  init(limit: Int) { self.limit = limit }

  func share() -> Share { Share(self) }
}
