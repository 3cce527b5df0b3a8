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

/// The step of the decoder whose cross-attention tells what a token translates.
public enum AlignmentStep: String, Sendable, Codable, CaseIterable {
  /// The step that writes the token: so do the last layers, and heads that were trained on given alignments.
  case writing
  /// The step after it, which reads the token: so do the first layers of every model.
  case reading
}

/// The shape of an encoder-decoder transformer.
public struct TransformerConfiguration: Sendable {
  public var modelDimension: Int
  public var encoder: StackConfiguration
  public var decoder: StackConfiguration
  /// The decoder's first input is a zero vector (plus position) and not the start token's embedding.
  public var startFromZeroEmbedding: Bool
  /// The cross-attention heads whose mean aligns source and target best. None means all heads of the first
  /// half of the layers, in the reading step: the best of the rules that need no knowledge of the model.
  public var alignmentHeads: [AlignmentHead]
  /// The step in which `alignmentHeads` tell what a token translates.
  public var alignmentStep: AlignmentStep
  /// What q.k is multiplied with; nil is 1/sqrt(headDimension).
  public var queryScale: Float?

  public init(
    modelDimension: Int, encoder: StackConfiguration, decoder: StackConfiguration,
    startFromZeroEmbedding: Bool, alignmentHeads: [AlignmentHead] = [],
    alignmentStep: AlignmentStep = .writing, queryScale: Float? = nil
  ) {
    self.modelDimension = modelDimension
    self.encoder = encoder
    self.decoder = decoder
    self.startFromZeroEmbedding = startFromZeroEmbedding
    self.alignmentHeads = alignmentHeads
    self.alignmentStep = alignmentHeads.isEmpty ? .reading : alignmentStep
    self.queryScale = queryScale
  }

  /// The heads that align in a decoder of `layers` layers, the rule for those that name none applied.
  func resolvedAlignmentHeads(layers: Int) -> [AlignmentHead] {
    guard alignmentHeads.isEmpty else { return alignmentHeads }
    return (0..<(layers + 1) / 2).flatMap { layer in
      (0..<decoder.headCount).map { AlignmentHead(layer: layer, head: $0) }
    }
  }
}
