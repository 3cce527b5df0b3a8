import Inference
import Testing

/// Which heads and which step a token's attention comes from.
struct AlignmentStepTests {
  private static let source: [Int32] = [5, 9, 30, 7]
  private static let target: [Int32] = [11, 4, 80, 42, 6]

  private func attention(_ heads: [AlignmentHead], _ step: AlignmentStep) async throws -> [[Float]] {
    let tiny = TinyModel()
    let made = try tiny.make(.float32)
    var configuration = made.configuration
    configuration.alignmentHeads = heads
    configuration.alignmentStep = step
    let model = try TransformerModel(
      configuration: configuration, parameters: tiny.parameters(), tokens: TinyModel.tokens,
      computeType: .float32)
    var options = DecodingOptions(beamSize: 1)
    options.returnsAttention = true
    let engine = try InferenceEngine(model: model, threadCount: 1)
    let results = try await engine.decode(
      [DecodingRequest(source: Self.source, target: Self.target, options: options)])
    return try #require(results.first?.first).attention
  }

  @Test func readingIsOneStepLater() async throws {
    let heads = [AlignmentHead(layer: 1, head: 2)]
    let writing = try await attention(heads, .writing)
    let reading = try await attention(heads, .reading)
    #expect(writing.count == Self.target.count && reading.count == Self.target.count)
    #expect(Array(writing.dropFirst()) == Array(reading.dropLast()))
    #expect(writing.first != reading.first)
    #expect(reading.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-4 })
  }

  @Test func severalHeadsAreAveraged() async throws {
    let all = (0..<4).map { AlignmentHead(layer: 0, head: $0) }
    var mean = [[Float]](repeating: [Float](repeating: 0, count: 4), count: 5)
    for head in all {
      for (row, weights) in try await attention([head], .reading).enumerated() {
        for (column, weight) in weights.enumerated() { mean[row][column] += weight / 4 }
      }
    }
    let found = try await attention(all, .reading)
    for (row, expected) in zip(found, mean) {
      #expect(zip(row, expected).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test func withoutHeadsTheFirstHalfIsRead() async throws {
    let tiny = TinyModel()
    let model = try tiny.make(.float32)
    #expect(model.configuration.alignmentStep == .reading)
    var options = DecodingOptions(beamSize: 1)
    options.returnsAttention = true
    let engine = try InferenceEngine(model: model, threadCount: 1)
    let results = try await engine.decode(
      [DecodingRequest(source: Self.source, target: Self.target, options: options)])
    let first = try await attention((0..<4).map { AlignmentHead(layer: 0, head: $0) }, .reading)
    #expect(results.first?.first?.attention == first)
  }
}
