import Synchronization

/// A count that many threads advance.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { count.load(ordering: .relaxed) }

  /// The count with this step.
  @discardableResult
  func advance() -> Int { count.add(1, ordering: .relaxed).newValue }
}
