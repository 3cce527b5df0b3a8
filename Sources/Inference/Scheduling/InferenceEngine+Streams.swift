extension InferenceEngine {
  /// Sentences that a stream has under way: enough that no worker waits for the next.
  public static let defaultStreamWindow = 256

  /// Decodes sentences as they come, in bounded memory.
  ///
  /// - Parameters:
  ///   - window: The most sentences between being read and their result being taken.
  ///   - order: Whether results come in the order of `requests` or as they end.
  /// - Returns: The hypotheses of each request, best first, with its number in `requests`, from 0. Iterating throws
  ///   what `decode` throws. Ending the iteration cancels what is under way.
  public func hypotheses<Requests: AsyncSequence & Sendable>(
    of requests: Requests, window: Int = InferenceEngine.defaultStreamWindow, order: ResultOrder = .input
  ) -> some AsyncSequence<(index: Int, hypotheses: [Hypothesis]), any Error> & Sendable
  where Requests.Element == DecodingRequest {
    let work = WindowedWork(window: window, order: order) { (index: Int, request: DecodingRequest) in
      (index: index, hypotheses: try await self.decode([request])[0])
    }
    return work.results(of: requests)
  }
}
