import Foundation

/// Set once, from any thread, to ask work to stop.
final class CancellationFlag: @unchecked Sendable {
  // The lock guards `cancelled`.
  private let lock = NSLock()
  private var cancelled = false

  func cancel() { lock.withLock { cancelled = true } }
  var isCancelled: Bool { lock.withLock { cancelled } }

  func check() throws {
    if isCancelled { throw CancellationError() }
  }
}

/// How far a store operation has come.
public struct ModelStoreProgress: Sendable, Equatable {
  public enum Stage: String, Sendable {
    /// Another process works on the store.
    case waiting
    case downloading
    case unpacking
    case verifying
  }

  public var stage: Stage
  /// Bytes of this stage done.
  public var completedBytes: Int64
  /// Bytes of this stage in all, nil when unknown.
  public var totalBytes: Int64?

  public init(stage: Stage, completedBytes: Int64 = 0, totalBytes: Int64? = nil) {
    self.stage = stage
    self.completedBytes = completedBytes
    self.totalBytes = totalBytes
  }
}

/// What every step of a store operation carries along.
struct InstallContext: Sendable {
  let cancellation: CancellationFlag
  let report: @Sendable (ModelStoreProgress) -> Void

  func check() throws { try cancellation.check() }

  func report(_ stage: ModelStoreProgress.Stage, _ completed: Int64 = 0, of total: Int64? = nil) {
    report(ModelStoreProgress(stage: stage, completedBytes: completed, totalBytes: total))
  }

  /// Runs `body` on a thread of its own, off the cooperative pool that must not block;
  /// cancelling the task raises the context's flag.
  static func run<Value: Sendable>(
    progress: @escaping @Sendable (ModelStoreProgress) -> Void,
    _ body: @escaping @Sendable (InstallContext) throws -> Value
  ) async throws -> Value {
    let context = InstallContext(cancellation: CancellationFlag(), report: progress)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global(qos: .userInitiated).async {
          continuation.resume(with: Result { try body(context) })
        }
      }
    } onCancel: {
      context.cancellation.cancel()
    }
  }
}
