import Inference
import Testing

@Suite struct RecurrentDecoderTests {
  @Test(arguments: [ComputeType.int8, .float32], [1, 4])
  func aSentenceNeverDependsOnItsNeighboursOrOnThreads(computeType: ComputeType, beamSize: Int) async throws {
    let tiny = TinyModel(preNorm: beamSize == 4, recurrentLayers: [0, 1])
    let model = try tiny.make(computeType)
    let requests = tiny.sources(30).map { DecodingRequest(source: $0, options: .all(beamSize, length: 24)) }
    var alone: [[Hypothesis]] = []
    for request in requests { alone += try await model.decode([request]) }
    for (threads, rows) in [(1, 64), (2, 64), (1, 5), (3, 17)] {
      let together = try await model.decode(requests, threads: threads, rows: rows)
      #expect(together == alone, "threads \(threads), rows \(rows)")
    }
    let reversed = try await model.decode(requests.reversed())
    #expect(reversed == alone.reversed())
  }

  @Test func wrongShapesAreNamed() throws {
    let tiny = TinyModel(recurrentLayers: [0])
    var parameters = tiny.parameters()
    guard case .recurrentUnit(var unit) = parameters.decoderLayers[0].targetMemory else {
      return #expect(Bool(false), "the first layer has a recurrent unit")
    }
    unit.forget = parameters.outputLayer
    parameters.decoderLayers[0].targetMemory = .recurrentUnit(unit)
    #expect(
      throws: InferenceError.wrongShape(
        weight: "decoder/layer_0/recurrent_unit/forget/weight", expected: [32, 32], found: [100, 32])
    ) {
      try TransformerModel(
        configuration: tiny.configuration, parameters: parameters, tokens: TinyModel.tokens)
    }
  }
}
