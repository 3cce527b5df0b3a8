import Foundation
import Inference
import Testing

/// What many sentences cost: the same time each, and no memory. One at a time, since each would see the other's memory.
@Suite(.serialized) struct LongRunTests {
  private static func request(_ index: Int) -> DecodingRequest {
    var options = DecodingOptions(beamSize: 1)
    options.minimumLength = 2
    options.maximumLength = 2
    return DecodingRequest(source: [Int32(3 + index % 90), 7], options: options)
  }

  @Test func aLongCall() async throws {
    let engine = try InferenceEngine(model: try TinyModel.tiniest.make(.int8), threadCount: 1)
    let (count, interval) = (100_000, 5000)
    let finished = Counter()
    let progress = ProgressSamples()
    let results = try await engine.decode((0..<count).map(Self.request)) { _, _ in
      if finished.advance() % interval == 0 { progress.take() }
    }
    #expect(results.count == count)
    // The first steps warm up; what a result holds, some small arrays, is the caller's.
    let growth = progress.usualGrowth(over: 4..<20) / Double(interval)
    #expect(growth < 1024, "\(growth) bytes a sentence")
    // A queue that were searched or moved for each sentence would be slower while it is long.
    let (first, last) = (progress.medianSeconds(over: 0..<8), progress.medianSeconds(over: 11..<19))
    #expect(first < 4 * last && last < 4 * first, "\(first) s and then \(last) s")
  }

  @Test func aLongStream() async throws {
    let engine = try InferenceEngine(model: try TinyModel.tiniest.make(.int8), threadCount: 2)
    let (count, interval) = (60_000, 3000)
    let read = Counter()
    let requests = AsyncStream {
      let index = read.advance() - 1
      return index < count ? Self.request(index) : nil
    }
    let progress = ProgressSamples()
    var taken = 0
    for try await _ in engine.hypotheses(of: requests) {
      taken += 1
      if taken % interval == 0 { progress.take() }
    }
    #expect(taken == count)
    let growth = progress.usualGrowth(over: 4..<20) / Double(interval)
    #expect(growth < 64, "\(growth) bytes a sentence")
  }
}
