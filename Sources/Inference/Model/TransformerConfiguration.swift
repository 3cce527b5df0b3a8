/// The non-linearity of the feed-forward layers.
public enum ActivationFunction: String, Sendable, Codable {
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

/// One head of one decoder layer's cross-attention, both counted from 0.
public struct AlignmentHead: Sendable, Hashable, Codable {
  public var layer: Int
  public var head: Int

  public init(layer: Int, head: Int) {
    self.layer = layer
    self.head = head
  }
}

/// The shape of an encoder-decoder transformer.
public struct TransformerConfiguration: Sendable {
  public var modelDimension: Int
  public var encoder: StackConfiguration
  public var decoder: StackConfiguration
  /// The decoder's first input is a zero vector (plus position) and not the start token's embedding.
  public var startFromZeroEmbedding: Bool
  /// The cross-attention heads whose mean aligns source and target best; none means all of the last layer.
  public var alignmentHeads: [AlignmentHead]
  /// What q.k is multiplied with; nil is 1/sqrt(headDimension).
  public var queryScale: Float?

  public init(
    modelDimension: Int, encoder: StackConfiguration, decoder: StackConfiguration,
    startFromZeroEmbedding: Bool, alignmentHeads: [AlignmentHead] = [], queryScale: Float? = nil
  ) {
    self.modelDimension = modelDimension
    self.encoder = encoder
    self.decoder = decoder
    self.startFromZeroEmbedding = startFromZeroEmbedding
    self.alignmentHeads = alignmentHeads
    self.queryScale = queryScale
  }
}
