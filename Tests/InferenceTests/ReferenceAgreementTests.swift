import Inference
import Testing

/// The engine beside the plain network of `ReferenceTransformer`.
@Suite struct ReferenceAgreementTests {
  /// The models whose every step is recomputed: both decoders, mixed, and feed-forward blocks of all depths.
  static let models: [TinyModel] = [false, true].flatMap { preNorm in
    [
      TinyModel(preNorm: preNorm),
      TinyModel(preNorm: preNorm, recurrentLayers: [0, 1]),
      TinyModel(preNorm: preNorm, tied: false, startFromZero: false, recurrentLayers: [0]),
      TinyModel(preNorm: preNorm, recurrentLayers: [1]),
      TinyModel(feedForwardDepth: 1, preNorm: preNorm),
      TinyModel(feedForwardDepth: 3, preNorm: preNorm, recurrentLayers: [0, 1]),
      TinyModel(feedForwardDepth: 4, preNorm: preNorm),
    ]
  }

  /// Largest distance between a hypothesis's token scores and the reference's.
  static func error(of hypothesis: Hypothesis, source: [Int32], _ reference: ReferenceTransformer) -> Double {
    let expected = reference.forward(source: source, target: hypothesis.tokens).logProbabilities
    let tokens = hypothesis.tokens + [TinyModel.tokens.end]
    return zip(zip(expected, tokens), hypothesis.tokenScores).reduce(0) { worst, step in
      max(worst, abs(step.0.0[Int(step.0.1)] - Double(step.1)))
    }
  }

  @Test(arguments: models.indices, [ComputeType.float32, .float32BLAS])
  func everyTokenOfEveryBeamScoresTheSame(model: Int, computeType: ComputeType) async throws {
    let tiny = Self.models[model]
    let reference = ReferenceTransformer(tiny)
    let sources = tiny.sources(2, longest: 9)
    for beamSize in [1, 3] {
      let results = try await tiny.make(computeType).decode(sources, .all(beamSize, length: 8))
      for (source, hypotheses) in zip(sources, results) {
        #expect(hypotheses.count == beamSize)
        for hypothesis in hypotheses {
          #expect(Self.error(of: hypothesis, source: source, reference) < 1e-4)
        }
      }
    }
  }

  @Test(arguments: models.indices)
  func greedySearchTakesTheLikeliest(model: Int) async throws {
    let tiny = Self.models[model]
    let source = tiny.sources(1, longest: 9)[0]
    let found = try #require(try await tiny.make(.float32).decode([source], .all(1, length: 8))[0].first)
    let expected = ReferenceTransformer(tiny).forward(source: source, target: found.tokens).logProbabilities
    for (token, row) in zip(found.tokens, expected) {
      #expect(row[Int(token)] > (row.max() ?? 0) - 1e-4)
    }
  }

  @Test func quantisedUnitsStayNear() async throws {
    let tiny = TinyModel(recurrentLayers: [0, 1])
    let sources = tiny.sources(6, longest: 9)
    let model = try tiny.make(.int8)
    let exact = try tiny.make(.float32)
    for source in sources {
      let target = try #require(try await exact.decode([source], .all(1))[0].first).tokens
      let expected = try #require(try await exact.score(target, of: source))
      let found = try #require(try await model.score(target, of: source))
      #expect(abs(found.score - expected.score) < 0.1)
    }
  }

  @Test(arguments: [
    [AlignmentHead(layer: 1, head: 0)], [AlignmentHead(layer: 0, head: 2), AlignmentHead(layer: 2, head: 1)],
    [],
    [
      AlignmentHead(layer: 0, head: 0), AlignmentHead(layer: 1, head: 3), AlignmentHead(layer: 1, head: 1),
      AlignmentHead(layer: 2, head: 3),
    ],
  ])
  func attentionIsTheMeanOfTheAlignmentHeads(heads: [AlignmentHead]) async throws {
    let tiny = TinyModel(layers: 3, recurrentLayers: [1], alignmentHeads: heads)
    let (source, target): ([Int32], [Int32]) = ([5, 9, 30, 31, 8], [20, 4, 7, 7, 60, 12])
    let attention = ReferenceTransformer(tiny).forward(source: source, target: target).attention
    // Where none is named: all of the first half of the layers, in the step that reads the token.
    let wanted =
      heads.isEmpty ? (0..<8).map { AlignmentHead(layer: $0 / 4, head: $0 % 4) } : heads
    let delay = heads.isEmpty ? 1 : 0
    var options = DecodingOptions()
    options.returnsAttention = true
    let scored = try #require(try await tiny.make(.float32).score(target, of: source, options))
    #expect(scored.attention.count == target.count)
    for (position, row) in scored.attention.enumerated() {
      for (column, weight) in row.enumerated() {
        let sum = wanted.reduce(0) { $0 + attention[$1.layer][$1.head][position + delay][column] }
        #expect(abs(sum / Double(wanted.count) - Double(weight)) < 1e-5)
      }
    }
  }

  @Test func headsThatAreNotThereAreRefused() {
    for head in [AlignmentHead(layer: 2, head: 0), AlignmentHead(layer: 0, head: 4)] {
      #expect(throws: InferenceError.self) { try TinyModel(alignmentHeads: [head]).make(.int8) }
    }
  }

  @Test func aBlockWithoutLayersIsRefused() {
    let tiny = TinyModel()
    var parameters = tiny.parameters()
    parameters.encoderLayers[1].feedForward.linears = []
    #expect(throws: InferenceError.self) {
      try TransformerModel(
        configuration: tiny.configuration, parameters: parameters, tokens: TinyModel.tokens)
    }
  }
}
