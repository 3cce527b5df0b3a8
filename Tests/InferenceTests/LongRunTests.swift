import Foundation
import Inference
import Testing

/// What many sentences cost: the same time each, and no memory. Each in a process of its own, since it would see the
/// memory of other tests.
@Suite(.serialized) struct LongRunTests {
  private static func request(_ index: Int) -> DecodingRequest {
    var options = DecodingOptions(beamSize: 1)
    options.minimumLength = 2
    options.maximumLength = 2
    return DecodingRequest(source: [Int32(3 + index % 90), 7], options: options)
  }

  @Test func aLongCall() async {
    await #expect(processExitsWith: .success) { try await LongRunTests.longCall() }
  }

  @Test func aLongStream() async {
    await #expect(processExitsWith: .success) { try await LongRunTests.longStream() }
  }

  private struct Unmet: Error { var what: String }

  /// Ends the process's test when it does not hold; an expectation of its own would go unheard.
  private static func require(_ holds: Bool, _ what: @autoclosure () -> String) throws {
    guard holds else { throw Unmet(what: what()) }
  }

  private static func longCall() async throws {
    let engine = try InferenceEngine(model: try TinyModel.tiniest.make(.int8), threadCount: 1)
    let (count, interval) = (100_000, 5000)
    let finished = Counter()
    let progress = ProgressSamples()
    let results = try await engine.decode((0..<count).map(request)) { _, _ in
      if finished.advance() % interval == 0 { progress.take() }
    }
    try require(results.count == count, "\(results.count) results")
    // The first steps warm up; what a result holds, some small arrays, is the caller's.
    let growth = progress.usualGrowth(over: 4..<20) / Double(interval)
    try require(growth < 1024, "\(growth) bytes a sentence")
    // A queue that were searched or moved for each sentence would be slower while it is long.
    let (first, last) = (progress.medianSeconds(over: 0..<8), progress.medianSeconds(over: 11..<19))
    try require(first < 4 * last && last < 4 * first, "\(first) s and then \(last) s")
  }

  private static func longStream() async throws {
    let engine = try InferenceEngine(model: try TinyModel.tiniest.make(.int8), threadCount: 2)
    let (count, interval) = (60_000, 3000)
    let read = Counter()
    let requests = AsyncStream {
      let index = read.advance() - 1
      return index < count ? request(index) : nil
    }
    let progress = ProgressSamples()
    var taken = 0
    for try await _ in engine.hypotheses(of: requests) {
      taken += 1
      if taken % interval == 0 { progress.take() }
    }
    try require(taken == count, "\(taken) taken")
    let growth = progress.usualGrowth(over: 4..<20) / Double(interval)
    try require(growth < 64, "\(growth) bytes a sentence")
  }
}
