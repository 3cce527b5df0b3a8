import Foundation
import Inference
import Testing

/// Idle workers help one that has a sentence: nothing changes but the time.
@Suite struct SharedProductTests {
  private static func engine(_ model: TransformerModel, threads: Int) throws -> InferenceEngine {
    // Tiny products are shared too.
    try InferenceEngine(model: model, threadCount: threads, rowLimit: 32, leastSharedCost: 0)
  }

  private static func options(_ beamSize: Int) -> DecodingOptions {
    var options = DecodingOptions.all(beamSize)
    options.minimumLength = 8
    return options
  }

  @Test(arguments: [ComputeType.int8, .float32, .float32BLAS], [1, 4])
  func resultsAreTheSameToTheLastBit(computeType: ComputeType, beamSize: Int) async throws {
    // Wide enough for products of many chunks, with a last panel that is not full.
    let tiny = TinyModel(
      dimension: 256, feedForward: 1000, vocabulary: 3001, preNorm: beamSize == 4, activation: .swish)
    let model = try tiny.make(computeType)
    let (alone, shared) = (try Self.engine(model, threads: 1), try Self.engine(model, threads: 3))
    for source in tiny.sources(6) {
      let request = DecodingRequest(source: source, options: Self.options(beamSize))
      let expected = try await alone.decode([request])
      let found = try await shared.decode([request])
      #expect(found == expected)
    }
  }

  @Test func shortlistsAndRecurrentUnitsAreSharedToo() async throws {
    let tiny = TinyModel(dimension: 64, vocabulary: 900, recurrentLayers: [0, 1])
    let model = try tiny.make(.int8)
    let (alone, shared) = (try Self.engine(model, threads: 1), try Self.engine(model, threads: 2))
    for source in tiny.sources(10) {
      let request = DecodingRequest(source: source, options: Self.options(2))
      let expected = try await alone.decode([request])
      #expect(try await shared.decode([request]) == expected)
    }
  }

  @Test func manyShortCallsFromManyTasks() async throws {
    let tiny = TinyModel(dimension: 64, vocabulary: 500)
    let model = try tiny.make(.int8)
    let sources = tiny.sources(40, longest: 8)
    let expected = try await model.decode(sources, Self.options(1))
    let engine = try Self.engine(model, threads: 4)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<6 {
        group.addTask {
          for index in 0..<60 {
            let at = (index * 7 + task * 11) % sources.count
            let request = DecodingRequest(source: sources[at], options: Self.options(1))
            guard try await engine.decode([request]) == [expected[at]] else { return false }
          }
          return true
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }

  @Test func enginesComeAndGoWhileWorkersHelp() async throws {
    let tiny = TinyModel(dimension: 64, vocabulary: 500)
    let model = try tiny.make(.float32)
    let request = DecodingRequest(source: [5, 6, 7], options: Self.options(1))
    let expected = try await model.decode([request])
    for round in 0..<60 {
      let engine = try Self.engine(model, threads: 2 + round % 3)
      #expect(try await engine.decode([request]) == expected)
    }
  }
}
