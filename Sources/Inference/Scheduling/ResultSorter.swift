import Synchronization

/// Hands results on in the order that is wanted, and ends the stream at the first failure in that order.
final class ResultSorter<Output: Sendable>: Sendable {
  private struct State {
    var next = 0
    /// Results that wait for one before them, by index.
    var early: [Int: Result<Output, any Error>] = [:]
  }

  private let order: ResultOrder
  private let continuation: AsyncThrowingStream<Output, any Error>.Continuation
  private let state = Mutex(State())

  init(_ order: ResultOrder, _ continuation: AsyncThrowingStream<Output, any Error>.Continuation) {
    self.order = order
    self.continuation = continuation
  }

  /// - Parameter index: of the input, from 0.
  func finish(_ index: Int, with result: Result<Output, any Error>) {
    guard order == .input else { return pass(result) }
    // Under the lock, so that results which become ready on two threads cannot overtake each other.
    state.withLock { state in
      state.early[index] = result
      while let next = state.early.removeValue(forKey: state.next) {
        state.next += 1
        pass(next)
      }
    }
  }

  private func pass(_ result: Result<Output, any Error>) {
    switch result {
    case .success(let output): continuation.yield(output)
    case .failure(let error): continuation.finish(throwing: error)
    }
  }
}
