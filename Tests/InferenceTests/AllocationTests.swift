import CAllocationCounter
import Inference
import Synchronization
import Testing

/// Decoding takes memory when a sentence begins and when it ends, and none for its steps.
@Suite struct AllocationTests {
  /// The allocations of each search between the first and the last of those that write `lengths` tokens, one
  /// after the other.
  private static func allocations(
    _ lengths: [Int], _ options: DecodingOptions, model: TransformerModel
  ) async throws -> [Int64] {
    let requests = lengths.map { length in
      var options = options
      options.maximumLength = length
      options.minimumLength = length
      // A source that repeats itself, so that no search ends as a loop.
      return DecodingRequest(source: [Int32](repeating: 5, count: 100), options: options)
    }
    let counts = Mutex<[Int64]>([])
    counts.withLock { $0.reserveCapacity(lengths.count) }
    // As many rows as one search has, so that the worker takes the sentences one by one.
    let engine = try InferenceEngine(model: model, threadCount: 1, rowLimit: max(options.beamSize / 2, 1))
    let found = try await engine.decode(requests) { _, _ in counts.withLock { $0.append(allocation_count()) }
    }
    #expect(found.map { $0[0].tokens.count } == lengths)
    let after = counts.withLock { $0 }
    return zip(after, after.dropFirst().dropLast()).map { $1 - $0 }
  }

  @Test func theCounterCounts() {
    let before = allocation_count()
    guard before >= 0 else { return }
    let block = UnsafeMutablePointer<Int>.allocate(capacity: 100)
    let after = allocation_count()
    block.deallocate()
    #expect(after == before + 1)
  }

  @Test(arguments: [1, 4], [false, true])
  func stepsAllocateNothing(beamSize: Int, recordsAttention: Bool) async throws {
    guard allocation_count() >= 0 else { return }
    for recurrent in [[], [0, 1]] as [Set<Int>] {
      let model = try TinyModel(vocabulary: 1500, recurrentLayers: recurrent).make(.int8)
      var options = DecodingOptions(beamSize: beamSize)
      options.returnsAttention = recordsAttention
      let taken = try await Self.allocations([160, 40, 80, 160, 40], options, model: model)
      // An attention row of the result is an array of its own.
      let rows = recordsAttention ? beamSize : 0
      for (count, tokens) in zip(taken, [40, 80, 160]) {
        // One in a step would be forty and more; the system's libraries take or leave a single one.
        #expect(abs(count - taken[0] - Int64(rows * (tokens - 40))) <= 2, "\(taken)")
      }
    }
  }
}
