import Foundation
import Inference
import Testing

@Suite struct StreamTests {
  private static func options(_ length: Int) -> DecodingOptions {
    var options = DecodingOptions(beamSize: 1)
    options.maximumLength = length
    return options
  }

  /// Requests one after another, counted as they are read.
  private static func requests(
    _ count: Int, length: Int = 6, read: Counter = Counter()
  ) -> AsyncStream<DecodingRequest> {
    AsyncStream {
      let index = read.advance() - 1
      return index < count
        ? DecodingRequest(source: [Int32(3 + index % 90), 8], options: Self.options(length)) : nil
    }
  }

  @Test func resultsComeInOrder() async throws {
    let engine = try InferenceEngine(model: try TinyModel().make(.int8), threadCount: 2)
    var found: [[Hypothesis]] = []
    for try await result in engine.hypotheses(of: Self.requests(300), window: 40) {
      #expect(result.index == found.count)
      found.append(result.hypotheses)
    }
    let requests = (0..<300).map {
      DecodingRequest(source: [Int32(3 + $0 % 90), 8], options: Self.options(6))
    }
    #expect(try await engine.decode(requests) == found)
  }

  @Test func resultsComeAsTheyEnd() async throws {
    let engine = try InferenceEngine(model: try TinyModel().make(.int8), threadCount: 1)
    // The first is by far the longest.
    var long = Self.options(400)
    long.minimumLength = 400
    // On a busy machine it may end before the others are read.
    var order: [Int] = []
    for _ in 0..<100 where order.last != 0 {
      let requests = AsyncStream { continuation in
        continuation.yield(DecodingRequest(source: [5, 6], options: long))
        for _ in 0..<20 { continuation.yield(DecodingRequest(source: [7], options: Self.options(3))) }
        continuation.finish()
      }
      order = []
      for try await result in engine.hypotheses(of: requests, order: .finished) { order.append(result.index) }
      #expect(order.sorted() == Array(0...20))
    }
    #expect(order.last == 0)
  }

  @Test(arguments: [ResultOrder.input, .finished]) func aSlowTakerSlowsTheReading(order: ResultOrder)
    async throws
  {
    let engine = try InferenceEngine(model: try TinyModel().make(.int8), threadCount: 2)
    let (read, window) = (Counter(), 16)
    var taken = 0
    for try await _ in engine.hypotheses(of: Self.requests(60, read: read), window: window, order: order) {
      taken += 1
      try await Task.sleep(for: .milliseconds(2))
      #expect(read.value <= taken + window)
    }
    #expect(taken == 60)
  }

  @Test func aFailureComesInItsTurn() async throws {
    let engine = try InferenceEngine(model: try TinyModel().make(.int8), threadCount: 2)
    let requests = AsyncStream { continuation in
      for index in 0..<30 {
        continuation.yield(DecodingRequest(source: index == 20 ? [] : [5, 6], options: Self.options(6)))
      }
      continuation.finish()
    }
    var count = 0
    await #expect(throws: InferenceError.emptySource) {
      for try await _ in engine.hypotheses(of: requests) { count += 1 }
    }
    #expect(count == 20)
  }

  @Test func endingTheIterationEndsTheWork() async throws {
    let engine = try InferenceEngine(model: try TinyModel().make(.int8), threadCount: 1)
    let read = Counter()
    for try await result in engine.hypotheses(of: Self.requests(.max, read: read), window: 8) {
      if result.index == 20 { break }
    }
    _ = try await engine.decode([DecodingRequest(source: [5], options: Self.options(3))])
    var (before, after) = (-1, read.value)
    for _ in 0..<200 where before != after {
      try await Task.sleep(for: .milliseconds(50))
      (before, after) = (after, read.value)
    }
    #expect(before == after)
  }
}
