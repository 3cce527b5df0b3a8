import Synchronization

/// A job that is written by its task and read by everyone.
final class DocumentJobRecord: Sendable {
  private struct State {
    var job: DocumentJob
    var watchers: [Int: AsyncStream<DocumentJob>.Continuation] = [:]
    var nextWatcher = 0
  }

  private let state: Mutex<State>

  init(_ job: DocumentJob) { state = Mutex(State(job: job)) }

  var job: DocumentJob { state.withLock { $0.job } }

  /// Changes the job unless it has ended.
  func update(_ change: (inout DocumentJob) -> Void) {
    let (job, watchers) = state.withLock { state in
      guard !state.job.state.isEnd else { return (state.job, [AsyncStream<DocumentJob>.Continuation]()) }
      change(&state.job)
      return (state.job, Array(state.watchers.values))
    }
    for watcher in watchers {
      watcher.yield(job)
      if job.state.isEnd { watcher.finish() }
    }
  }

  /// The job as it is now and at each change, up to its end; who reads slowly gets the newest.
  var updates: AsyncStream<DocumentJob> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: DocumentJob.self, bufferingPolicy: .bufferingNewest(1))
    let (job, number) = state.withLock { state in
      let number = state.nextWatcher
      state.nextWatcher += 1
      if !state.job.state.isEnd { state.watchers[number] = continuation }
      return (state.job, number)
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { $0.watchers[number] = nil }
    }
    continuation.yield(job)
    if job.state.isEnd { continuation.finish() }
    return stream
  }
}
