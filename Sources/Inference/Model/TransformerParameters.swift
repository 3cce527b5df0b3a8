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

/// The feed-forward block with its norm: inner [ffn, d], outer [d, ffn].
public struct FeedForwardParameters: Sendable {
  public var norm: LayerNormParameters
  public var inner: LinearParameters
  public var outer: LinearParameters

  public init(norm: LayerNormParameters, inner: LinearParameters, outer: LinearParameters) {
    self.norm = norm
    self.inner = inner
    self.outer = outer
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
  public var selfAttention: SelfAttentionParameters
  public var crossAttention: CrossAttentionParameters
  public var feedForward: FeedForwardParameters

  public init(
    selfAttention: SelfAttentionParameters, crossAttention: CrossAttentionParameters,
    feedForward: FeedForwardParameters
  ) {
    self.selfAttention = selfAttention
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
