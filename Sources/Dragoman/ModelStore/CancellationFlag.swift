import Foundation

/// Set once, from any thread, to ask work to stop.
final class CancellationFlag: @unchecked Sendable {
  // The lock guards `cancelled`: hence `@unchecked Sendable`.
  private let lock = NSLock()
  private var cancelled = false

  func cancel() { lock.withLock { cancelled = true } }
  var isCancelled: Bool { lock.withLock { cancelled } }

  func check() throws {
    if isCancelled { throw CancellationError() }
  }
}
