/// Work on inputs as they come, side by side, in bounded memory: no more than `window` inputs are between being read
/// and their result being taken, however slow the taker is.
package struct WindowedWork<Input: Sendable, Output: Sendable>: Sendable {
  private let window: Int
  private let order: ResultOrder
  private let body: @Sendable (_ index: Int, Input) async throws -> Output

  package init(
    window: Int, order: ResultOrder, body: @escaping @Sendable (_ index: Int, Input) async throws -> Output
  ) {
    self.window = max(1, window)
    self.order = order
    self.body = body
  }

  /// One result for each input. A failure ends the stream in its turn; ending the iteration cancels what is under way.
  package func results<Inputs: AsyncSequence & Sendable>(
    of inputs: Inputs
  ) -> some AsyncSequence<Output, any Error> & Sendable where Inputs.Element == Input {
    let (places, place) = AsyncStream.makeStream(of: Void.self)
    for _ in 0..<window { place.yield() }
    let (results, result) = AsyncThrowingStream.makeStream(of: Output.self)
    let reader = Task {
      do {
        try await run(inputs, places: places, sorter: ResultSorter(order, result))
        result.finish()
      } catch {
        result.finish(throwing: error)
      }
    }
    result.onTermination = { _ in reader.cancel() }
    return results.map { output in
      place.yield()
      return output
    }
  }

  private func run<Inputs: AsyncSequence & Sendable>(
    _ inputs: Inputs, places: AsyncStream<Void>, sorter: ResultSorter<Output>
  ) async throws where Inputs.Element == Input {
    try await withThrowingDiscardingTaskGroup { group in
      var places = places.makeAsyncIterator()
      var inputs = inputs.makeAsyncIterator()
      var index = 0
      while await places.next() != nil, let input = try await inputs.next() {
        group.addTask { [index, body] in
          do {
            sorter.finish(index, with: .success(try await body(index, input)))
          } catch {
            sorter.finish(index, with: .failure(error))
          }
        }
        index += 1
      }
      try Task.checkCancellation()
    }
  }
}
