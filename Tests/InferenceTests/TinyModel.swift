import Foundation
import Inference

/// A small transformer with seeded random weights: nothing it says means anything, but it always says the same.
struct TinyModel {
  var dimension = 32
  var feedForward = 48
  var feedForwardDepth = 2
  var heads = 4
  var layers = 2
  var vocabulary = 100
  var preNorm = false
  var activation = ActivationFunction.relu
  var tied = true
  var startFromZero = true
  /// Decoder layers with a recurrent unit in the place of self-attention.
  var recurrentLayers: Set<Int> = []
  var alignmentHeads: [AlignmentHead] = []
  var suppressed: [Int32] = []
  /// What makes the end mark likelier.
  var endBias: Float = 0
  var seed: UInt64 = 1

  /// For tests of what is around a model.
  static let tiniest = TinyModel(dimension: 16, feedForward: 16, heads: 2, layers: 1, vocabulary: 96)

  static let tokens = SpecialTokens(start: 1, end: 0, unknown: 2)

  func make(
    _ computeType: ComputeType, shortlist: Shortlist? = nil, kernels: KernelTable = .best
  ) throws -> TransformerModel {
    var tokens = Self.tokens
    tokens.suppressed = suppressed
    return try TransformerModel(
      configuration: configuration, parameters: parameters(), tokens: tokens, shortlist: shortlist,
      computeType: computeType, kernels: kernels)
  }

  var configuration: TransformerConfiguration {
    let stack = StackConfiguration(
      headCount: heads, preNorm: preNorm, activation: activation,
      embeddingMultiplier: Float(dimension).squareRoot(),
      positionEncoding: .sinusoidal(firstPosition: 0, denominator: Float(dimension / 2)),
      layerNormEpsilon: 1e-5)
    return TransformerConfiguration(
      modelDimension: dimension, encoder: stack, decoder: stack, startFromZeroEmbedding: startFromZero,
      alignmentHeads: alignmentHeads)
  }

  func parameters() -> TransformerParameters {
    var random = SeededGenerator(seed: seed)
    func tensor(_ shape: [Int], spread: Float) -> Tensor {
      let values = (0..<shape.reduce(1, *)).map { _ in Float.random(in: -spread...spread, using: &random) }
      return Tensor(shape: shape, elementType: .float32, data: values.withUnsafeBytes { Data($0) })
    }
    func constant(_ value: Float) -> Tensor {
      let values = [Float](repeating: value, count: dimension)
      return Tensor(shape: [dimension], elementType: .float32, data: values.withUnsafeBytes { Data($0) })
    }
    func norm() -> LayerNormParameters { LayerNormParameters(gamma: constant(1), beta: constant(0.1)) }
    func linear(_ out: Int, _ into: Int) -> LinearParameters {
      LinearParameters(
        weight: tensor([out, into], spread: 2 / Float(into).squareRoot()), bias: tensor([out], spread: 0.1))
    }
    let d = dimension
    func own() -> SelfAttentionParameters {
      SelfAttentionParameters(norm: norm(), queryKeyValue: linear(3 * d, d), output: linear(d, d))
    }
    func ffn() -> FeedForwardParameters {
      // Hidden layers of different widths, so that a mistaken stride shows.
      let hidden = (1..<feedForwardDepth).map { feedForward + 8 * ($0 - 1) }
      let linears = zip(hidden + [d], [d] + hidden).map { linear($0, $1) }
      return FeedForwardParameters(norm: norm(), linears: linears)
    }
    func unit() -> RecurrentUnitParameters {
      var input = linear(d, d)
      input.bias = nil
      return RecurrentUnitParameters(norm: norm(), input: input, forget: linear(d, d))
    }
    let encoderLayers = (0..<layers).map { _ in
      EncoderLayerParameters(selfAttention: own(), feedForward: ffn())
    }
    let decoderLayers = (0..<layers).map { layer in
      DecoderLayerParameters(
        targetMemory: recurrentLayers.contains(layer) ? .recurrentUnit(unit()) : .selfAttention(own()),
        crossAttention: CrossAttentionParameters(
          norm: norm(), query: linear(d, d), keyValue: linear(2 * d, d), output: linear(d, d)),
        feedForward: ffn())
    }
    func output() -> LinearParameters {
      var output = linear(vocabulary, d)
      let bias = (0..<vocabulary).map {
        Float.random(in: -0.1...0.1, using: &random) + ($0 == Self.tokens.end ? endBias : 0)
      }
      output.bias = Tensor(
        shape: [vocabulary], elementType: .float32, data: bias.withUnsafeBytes { Data($0) })
      return output
    }
    return TransformerParameters(
      encoderEmbedding: tied ? .outputLayer : .own(tensor([vocabulary, d], spread: 0.5)),
      decoderEmbedding: tied ? .outputLayer : .own(tensor([vocabulary, d], spread: 0.5)),
      encoderEmbeddingNorm: nil, decoderEmbeddingNorm: nil, encoderLayers: encoderLayers,
      decoderLayers: decoderLayers, encoderNorm: preNorm ? norm() : nil, decoderNorm: preNorm ? norm() : nil,
      outputLayer: output())
  }

  /// Seeded source sentences of 1 to `longest` tokens.
  func sources(_ count: Int, longest: Int = 30) -> [[Int32]] {
    var random = SeededGenerator(seed: seed &+ 99)
    return (0..<count).map { _ in
      (0..<Int.random(in: 1...longest, using: &random)).map { _ in
        Int32.random(in: 3..<Int32(vocabulary), using: &random)
      }
    }
  }
}
