import Foundation
import Inference
import Testing

/// Who is served when, and what it costs to wait.
@Suite struct SchedulingTests {
  private static func requests(_ count: Int, length: Int) -> [DecodingRequest] {
    var options = DecodingOptions(beamSize: 1)
    options.minimumLength = length
    options.maximumLength = length
    return (0..<count).map { DecodingRequest(source: [Int32(3 + $0 % 90), 7], options: options) }
  }

  @Test(arguments: [1, 2]) func aShortCallDoesNotWaitForALongOne(threads: Int) async throws {
    let rows = 16
    let engine = try InferenceEngine(
      model: try TinyModel().make(.int8), threadCount: threads, rowLimit: rows)
    let finished = Counter()
    let (underWay, signal) = AsyncStream.makeStream(of: Void.self)
    async let long = engine.decode(Self.requests(5000, length: 12)) { _, _ in
      if finished.advance() == 200 { signal.finish() }
    }
    for await _ in underWay {}
    let before = finished.value
    let atAnswer = Counter()
    _ = try await engine.decode(Self.requests(1, length: 12)) { _, _ in
      for _ in before..<finished.value { atAnswer.advance() }
    }
    // What is in flight ends first, and what was admitted beside it with this one.
    #expect(atAnswer.value <= 6 * rows * threads, "\(atAnswer.value) sentences of the long call came first")
    #expect(try await long.count == 5000)
  }

  @Test func callsTakeTurns() async throws {
    let engine = try InferenceEngine(model: try TinyModel().make(.int8), threadCount: 1, rowLimit: 8)
    let counts = (0..<4).map { _ in Counter() }
    let firstEnd = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for count in counts {
        group.addTask {
          _ = try await engine.decode(Self.requests(800, length: 10)) { _, _ in
            // When the first call ends, the others have come about as far.
            guard count.advance() == 800, firstEnd.advance() == 1 else { return }
            #expect(counts.allSatisfy { $0.value > 400 }, "\(counts.map(\.value))")
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func aCancelledCallMakesRoomAtOnce() async throws {
    let engine = try InferenceEngine(model: try TinyModel().make(.int8), threadCount: 1, rowLimit: 8)
    let finished = Counter()
    let (underWay, signal) = AsyncStream.makeStream(of: Void.self)
    let long = Task {
      try await engine.decode(Self.requests(20_000, length: 10)) { _, _ in
        if finished.advance() == 50 { signal.finish() }
      }
    }
    for await _ in underWay {}
    long.cancel()
    await #expect(throws: CancellationError.self) { try await long.value }
    let atCancellation = finished.value
    _ = try await engine.decode(Self.requests(100, length: 10))
    // No more than what was retired in the step under way.
    #expect(finished.value <= atCancellation + 8)
  }

  @Test func manyCallsInTheQueueCostNoMoreThanFew() async throws {
    let engine = try InferenceEngine(model: try TinyModel().make(.int8), threadCount: 2)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<5000 {
        group.addTask { try await engine.decode(Self.requests(1, length: 2)).count }
      }
      var count = 0
      for try await answered in group { count += answered }
      #expect(count == 5000)
    }
  }

  @Test func anIdleEngineUsesNoProcessor() async throws {
    let model = try TinyModel().make(.int8)
    let count = 3
    // Other tests start threads too: the engine's own are known when no others came beside them.
    var engine: InferenceEngine?
    var threads: Set<String> = []
    for _ in 0..<50 where threads.count != count {
      let before = ProcessThreads.all
      engine = try InferenceEngine(model: model, threadCount: count, rowLimit: 8, leastSharedCost: 0)
      threads = ProcessThreads.all.subtracting(before)
    }
    guard let engine, threads.count == count else { return }
    _ = try await engine.decode(Self.requests(2, length: 8))
    var used = 1.0
    for _ in 0..<40 where used >= 0.003 {
      let before = ProcessThreads.seconds(of: threads)
      #expect(before > 0)
      try await Task.sleep(for: .milliseconds(300))
      used = ProcessThreads.seconds(of: threads) - before
    }
    #expect(used < 0.003)
    _ = try await engine.decode(Self.requests(1, length: 8))
  }
}
