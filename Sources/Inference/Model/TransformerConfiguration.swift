/// The non-linearity of the feed-forward layers.
public enum ActivationFunction: Sendable, Equatable {
  case relu, geluTanh, swish, gelu, geluSigmoid
}

/// Where positions come from.
public enum PositionEncoding: Sendable {
  /// A table shipped with the model, [positions, modelDimension]; the first position reads row 0.
  case table(Tensor)
  /// Halves [sin | cos], angle(p, i) = (p + firstPosition) / 10000^(i / denominator).
  /// `denominator` is d/2 - 1 or d/2, by format.
  case sinusoidal(firstPosition: Int, denominator: Float)
}

/// One side of the model: what the encoder and the decoder each say of themselves.
public struct StackConfiguration: Sendable {
  public var headCount: Int
  /// Layer norm before each block and once after the stack (pre-norm), or after each block (post-norm).
  public var preNorm: Bool
  public var activation: ActivationFunction
  /// What embeddings are multiplied with, usually sqrt(modelDimension) or 1.
  public var embeddingMultiplier: Float
  public var positionEncoding: PositionEncoding
  public var layerNormEpsilon: Float

  public init(
    headCount: Int, preNorm: Bool, activation: ActivationFunction, embeddingMultiplier: Float,
    positionEncoding: PositionEncoding, layerNormEpsilon: Float
  ) {
    self.headCount = headCount
    self.preNorm = preNorm
    self.activation = activation
    self.embeddingMultiplier = embeddingMultiplier
    self.positionEncoding = positionEncoding
    self.layerNormEpsilon = layerNormEpsilon
  }
}

/// The shape of an encoder-decoder transformer.
public struct TransformerConfiguration: Sendable {
  public var modelDimension: Int
  public var encoder: StackConfiguration
  public var decoder: StackConfiguration
  /// The decoder's first input is a zero vector (plus position) and not the start token's embedding.
  public var startFromZeroEmbedding: Bool
  /// The decoder layer whose cross-attention aligns best; negative counts from the last.
  public var alignmentLayer: Int
  /// How many of that layer's heads, from the first, are averaged; 0 means all.
  public var alignmentHeadCount: Int
  /// What q.k is multiplied with; nil is 1/sqrt(headDimension).
  public var queryScale: Float?

  public init(
    modelDimension: Int, encoder: StackConfiguration, decoder: StackConfiguration,
    startFromZeroEmbedding: Bool, alignmentLayer: Int = -1, alignmentHeadCount: Int = 0,
    queryScale: Float? = nil
  ) {
    self.modelDimension = modelDimension
    self.encoder = encoder
    self.decoder = decoder
    self.startFromZeroEmbedding = startFromZeroEmbedding
    self.alignmentLayer = alignmentLayer
    self.alignmentHeadCount = alignmentHeadCount
    self.queryScale = queryScale
  }
}
