import Synchronization

/// The sentences of one call, on their way through the workers.
package final class DecodingBatch: Sendable {
  private struct State {
    var results: [[Hypothesis]]
    var remaining: Int
    var continuation: CheckedContinuation<[[Hypothesis]], any Error>?
    var failure: (any Error)?
  }

  let requests: [DecodingRequest]
  private let state: Mutex<State>
  private let onFinished: (@Sendable (Int, [Hypothesis]) -> Void)?

  package init(requests: [DecodingRequest], onFinished: (@Sendable (Int, [Hypothesis]) -> Void)?) {
    self.requests = requests
    self.onFinished = onFinished
    state = Mutex(State(results: Array(repeating: [], count: requests.count), remaining: requests.count))
  }

  /// True once the caller no longer waits: what is left need not be decoded.
  var isAbandoned: Bool { state.withLock { $0.failure != nil } }

  /// Called once, before the batch is queued.
  func attach(_ continuation: CheckedContinuation<[[Hypothesis]], any Error>) {
    let failure = state.withLock { state -> (any Error)? in
      if state.failure == nil { state.continuation = continuation }
      return state.failure
    }
    if let failure { continuation.resume(throwing: failure) }
  }

  func finish(_ index: Int, with hypotheses: [Hypothesis]) {
    let done = state.withLock { state -> (CheckedContinuation<[[Hypothesis]], any Error>, [[Hypothesis]])? in
      guard state.failure == nil else { return nil }
      state.results[index] = hypotheses
      state.remaining -= 1
      guard state.remaining == 0, let continuation = state.continuation else { return nil }
      state.continuation = nil
      return (continuation, state.results)
    }
    onFinished?(index, hypotheses)
    if let (continuation, results) = done { continuation.resume(returning: results) }
  }

  /// Ends the wait of the caller; the first failure counts.
  func fail(_ error: any Error) {
    let waiting = state.withLock { state -> CheckedContinuation<[[Hypothesis]], any Error>? in
      guard state.failure == nil, state.remaining > 0 else { return nil }
      state.failure = error
      defer { state.continuation = nil }
      return state.continuation
    }
    waiting?.resume(throwing: error)
  }
}
