/// y = x W^T + b: weight [out, in], bias [out] or none.
public struct LinearParameters: Sendable {
  public var weight: Tensor
  public var bias: Tensor?

  public init(weight: Tensor, bias: Tensor?) {
    self.weight = weight
    self.bias = bias
  }
}

/// gamma and beta, [modelDimension] each.
public struct LayerNormParameters: Sendable {
  public var gamma: Tensor
  public var beta: Tensor

  public init(gamma: Tensor, beta: Tensor) {
    self.gamma = gamma
    self.beta = beta
  }
}

/// Self-attention with its norm; `queryKeyValue` stacks Q, K and V on the output dimension, [3d, d].
public struct SelfAttentionParameters: Sendable {
  public var norm: LayerNormParameters
  public var queryKeyValue: LinearParameters
  public var output: LinearParameters

  public init(norm: LayerNormParameters, queryKeyValue: LinearParameters, output: LinearParameters) {
    self.norm = norm
    self.queryKeyValue = queryKeyValue
    self.output = output
  }
}

/// Cross-attention with its norm; `keyValue` stacks K and V, [2d, d].
public struct CrossAttentionParameters: Sendable {
  public var norm: LayerNormParameters
  public var query: LinearParameters
  public var keyValue: LinearParameters
  public var output: LinearParameters

  public init(
    norm: LayerNormParameters, query: LinearParameters, keyValue: LinearParameters,
    output: LinearParameters
  ) {
    self.norm = norm
    self.query = query
    self.keyValue = keyValue
    self.output = output
  }
}

/// A simple recurrent unit in the place of the decoder's self-attention, with its norm (Kim et al. 2019):
/// f = sigmoid(forget(x)), c = f * c' + (1 - f) * input(x), y = relu(c), all [d]; c' is the cell of the
/// position before, at first zero.
public struct RecurrentUnitParameters: Sendable {
  public var norm: LayerNormParameters
  /// [d, d], without bias in the models known.
  public var input: LinearParameters
  /// [d, d]
  public var forget: LinearParameters

  public init(norm: LayerNormParameters, input: LinearParameters, forget: LinearParameters) {
    self.norm = norm
    self.input = input
    self.forget = forget
  }
}

/// How a decoder layer reads the target so far.
public enum TargetMemoryParameters: Sendable {
  case selfAttention(SelfAttentionParameters)
  case recurrentUnit(RecurrentUnitParameters)
}

/// The feed-forward block with its norm: linear layers in turn, the activation after each but the last.
/// Usually two, [ffn, d] and [d, ffn].
public struct FeedForwardParameters: Sendable {
  public var norm: LayerNormParameters
  /// At least one; the first reads and the last writes the model dimension.
  public var linears: [LinearParameters]

  public init(norm: LayerNormParameters, linears: [LinearParameters]) {
    self.norm = norm
    self.linears = linears
  }
}

public struct EncoderLayerParameters: Sendable {
  public var selfAttention: SelfAttentionParameters
  public var feedForward: FeedForwardParameters

  public init(selfAttention: SelfAttentionParameters, feedForward: FeedForwardParameters) {
    self.selfAttention = selfAttention
    self.feedForward = feedForward
  }
}

public struct DecoderLayerParameters: Sendable {
  public var targetMemory: TargetMemoryParameters
  public var crossAttention: CrossAttentionParameters
  public var feedForward: FeedForwardParameters

  public init(
    targetMemory: TargetMemoryParameters, crossAttention: CrossAttentionParameters,
    feedForward: FeedForwardParameters
  ) {
    self.targetMemory = targetMemory
    self.crossAttention = crossAttention
    self.feedForward = feedForward
  }
}

/// All weights of an encoder-decoder transformer, as a format's reader found them.
public struct TransformerParameters: Sendable {
  /// A matrix that may be another one under a second name; tied matrices are packed once.
  public enum Tying: Sendable {
    case own(Tensor)
    case outputLayer
  }

  /// [sourceVocabulary, d]
  public var encoderEmbedding: Tying
  /// [targetVocabulary, d]
  public var decoderEmbedding: Tying
  /// A norm right after the embeddings, where the model has one.
  public var encoderEmbeddingNorm: LayerNormParameters?
  public var decoderEmbeddingNorm: LayerNormParameters?
  public var encoderLayers: [EncoderLayerParameters]
  public var decoderLayers: [DecoderLayerParameters]
  /// Norms after the whole stack (pre-norm models).
  public var encoderNorm: LayerNormParameters?
  public var decoderNorm: LayerNormParameters?
  /// weight [targetVocabulary, d], bias [targetVocabulary]
  public var outputLayer: LinearParameters
  /// What finds the output layer's likely words, where it was built.
  public var screen: ScreenParameters?

  public init(
    encoderEmbedding: Tying, decoderEmbedding: Tying, encoderEmbeddingNorm: LayerNormParameters?,
    decoderEmbeddingNorm: LayerNormParameters?, encoderLayers: [EncoderLayerParameters],
    decoderLayers: [DecoderLayerParameters], encoderNorm: LayerNormParameters?,
    decoderNorm: LayerNormParameters?, outputLayer: LinearParameters
  ) {
    self.encoderEmbedding = encoderEmbedding
    self.decoderEmbedding = decoderEmbedding
    self.encoderEmbeddingNorm = encoderEmbeddingNorm
    self.decoderEmbeddingNorm = decoderEmbeddingNorm
    self.encoderLayers = encoderLayers
    self.decoderLayers = decoderLayers
    self.encoderNorm = encoderNorm
    self.decoderNorm = decoderNorm
    self.outputLayer = outputLayer
  }
}
