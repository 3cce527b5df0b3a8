import Foundation

/// What every step of a store operation carries along.
struct InstallContext: Sendable {
  let cancellation: CancellationFlag
  let report: @Sendable (ModelStoreProgress) -> Void

  func check() throws { try cancellation.check() }

  func report(_ stage: ModelStoreProgress.Stage, _ completed: Int64 = 0, of total: Int64? = nil) {
    report(ModelStoreProgress(stage: stage, completedBytes: completed, totalBytes: total))
  }

  /// The same context for one of several downloads: its bytes count on top of `base`.
  func counting(from base: Int64, to total: Int64) -> InstallContext {
    InstallContext(cancellation: cancellation) { [report] progress in
      guard progress.stage == .downloading else { return report(progress) }
      report(
        ModelStoreProgress(
          stage: .downloading, completedBytes: base + progress.completedBytes, totalBytes: total))
    }
  }

  /// Runs `body` on a thread of its own, off the cooperative pool that must not block;
  /// cancelling the task raises the context's flag.
  static func run<Value: Sendable>(
    progress: @escaping @Sendable (ModelStoreProgress) -> Void = { _ in },
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
