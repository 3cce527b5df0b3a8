import Synchronization

/// Holds whoever comes until it is opened.
public final class Gate: Sendable {
  private let isOpen = Atomic(false)

  public init() {}

  public func open() { isOpen.store(true, ordering: .releasing) }

  /// - Throws: `CancellationError`.
  public func pass() async throws {
    while !isOpen.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(5)) }
  }
}
