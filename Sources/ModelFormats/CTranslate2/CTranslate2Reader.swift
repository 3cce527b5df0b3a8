import Foundation

#if canImport(Inference)
  import Inference
#endif

/// Turns the variables of a CTranslate2 file into the weights of an encoder-decoder transformer.
///
/// Every shape is checked against the others, and a variable that no part of the model has a use for
/// is refused: a model that this engine would run wrongly is not run at all.
package struct CTranslate2Reader {
  let file: CTranslate2File
  /// Names looked up so far, under the name that was asked for.
  var used: Set<String> = []

  /// What the reader hands on.
  package struct Model: Sendable {
    package let configuration: TransformerConfiguration
    package let parameters: TransformerParameters
    /// The element type of the linear layers' weights.
    package let weightType: Tensor.ElementType
  }

  static let newestRevision = 7
  static let maximumLayers = 512
  static let maximumDimension = 1 << 16
  /// CTranslate2's default; Marian's own files use 1e-6.
  static let layerNormEpsilon: Float = 1e-5

  init(file: CTranslate2File) {
    self.file = file
  }

  /// - Parameter layerNormEpsilon: from `config.json`, nil for the format's default.
  /// - Throws: `ModelFormatError` naming the variable that is missing, misshapen or not supported.
  package static func read(
    _ file: CTranslate2File, layerNormEpsilon: Float? = nil
  ) throws -> Model {
    var reader = CTranslate2Reader(file: file)
    try reader.checkSpecification()
    try reader.refuseUnsupported()
    let model = try reader.model(epsilon: layerNormEpsilon ?? Self.layerNormEpsilon)
    try reader.refuseUnused()
    return model
  }

  private func checkSpecification() throws {
    guard ["", "TransformerBase", "TransformerBig", "TransformerSpec"].contains(file.specification)
    else {
      throw ModelFormatError(
        .unsupported, file: file.file, field: "specification",
        reason: "\(file.specification) is not an encoder-decoder transformer")
    }
    guard (1...Self.newestRevision).contains(file.revision) else {
      throw ModelFormatError(
        .unsupported, file: file.file, field: "specification revision",
        reason: "\(file.revision) is not one of 1 to \(Self.newestRevision)")
    }
  }

  private mutating func model(epsilon: Float) throws -> Model {
    let outputWeight = try variable("decoder/projection/weight")
    guard outputWeight.shape.count == 2, let dimension = outputWeight.shape.last,
      (1...Self.maximumDimension).contains(dimension), outputWeight.shape[0] > 0
    else {
      throw error(outputWeight, "\(outputWeight.shape) is not [vocabulary, model dimension]")
    }
    let outputLayer = try linear("decoder/projection", nil, dimension)

    let encoder = try stack("encoder", dimension, epsilon)
    let decoder = try stack("decoder", dimension, epsilon)
    // Before revision 5 there was one source input, without a number.
    let encoderScope = has("encoder/embeddings/weight") ? "encoder/embeddings" : "encoder/embeddings_0"
    let encoderEmbedding = try embedding(encoderScope, dimension, tiedTo: outputWeight)
    let decoderEmbedding = try embedding("decoder/embeddings", dimension, tiedTo: outputWeight)

    var encoderLayers: [EncoderLayerParameters] = []
    for index in 0..<(try layerCount("encoder")) {
      encoderLayers.append(try encoderLayer("encoder/layer_\(index)", dimension))
    }
    var decoderLayers: [DecoderLayerParameters] = []
    for index in 0..<(try layerCount("decoder")) {
      decoderLayers.append(try decoderLayer("decoder/layer_\(index)", dimension))
    }

    let parameters = TransformerParameters(
      encoderEmbedding: encoderEmbedding,
      decoderEmbedding: decoderEmbedding,
      encoderEmbeddingNorm: try optionalNorm("encoder/layernorm_embedding", dimension),
      decoderEmbeddingNorm: try optionalNorm("decoder/layernorm_embedding", dimension),
      encoderLayers: encoderLayers,
      decoderLayers: decoderLayers,
      encoderNorm: try optionalNorm("encoder/layer_norm", dimension),
      decoderNorm: try optionalNorm("decoder/layer_norm", dimension),
      outputLayer: outputLayer)

    let alignment = try alignment(layers: decoderLayers.count, heads: decoder.headCount)
    let configuration = TransformerConfiguration(
      modelDimension: dimension, encoder: encoder, decoder: decoder,
      startFromZeroEmbedding: try integer("decoder/start_from_zero_embedding", 0) != 0,
      alignmentHeads: alignment,
      queryScale: try queryScale(encoderLayers.count, decoderLayers.count))
    return Model(
      configuration: configuration, parameters: parameters,
      weightType: encoderLayers[0].feedForward.linears[0].weight.elementType)
  }

  /// Layers are numbered from 0 without gaps.
  private func layerCount(_ scope: String) throws -> Int {
    var count = 0
    while count < Self.maximumLayers, has("\(scope)/layer_\(count)/self_attention/linear_0/weight") {
      count += 1
    }
    guard count > 0 else {
      throw missing("\(scope)/layer_0/self_attention/linear_0/weight")
    }
    return count
  }

  private mutating func encoderLayer(
    _ scope: String, _ dimension: Int
  ) throws -> EncoderLayerParameters {
    EncoderLayerParameters(
      selfAttention: try selfAttention("\(scope)/self_attention", dimension),
      feedForward: try feedForward("\(scope)/ffn", dimension))
  }

  private mutating func decoderLayer(
    _ scope: String, _ dimension: Int
  ) throws -> DecoderLayerParameters {
    DecoderLayerParameters(
      targetMemory: .selfAttention(try selfAttention("\(scope)/self_attention", dimension)),
      crossAttention: CrossAttentionParameters(
        norm: try norm("\(scope)/attention/layer_norm", dimension),
        query: try linear("\(scope)/attention/linear_0", dimension, dimension),
        keyValue: try linear("\(scope)/attention/linear_1", 2 * dimension, dimension),
        output: try linear("\(scope)/attention/linear_2", dimension, dimension)),
      feedForward: try feedForward("\(scope)/ffn", dimension))
  }

  private mutating func selfAttention(
    _ scope: String, _ dimension: Int
  ) throws -> SelfAttentionParameters {
    SelfAttentionParameters(
      norm: try norm("\(scope)/layer_norm", dimension),
      queryKeyValue: try linear("\(scope)/linear_0", 3 * dimension, dimension),
      output: try linear("\(scope)/linear_1", dimension, dimension))
  }

  private mutating func feedForward(
    _ scope: String, _ dimension: Int
  ) throws -> FeedForwardParameters {
    let norm = try norm("\(scope)/layer_norm", dimension)
    let inner = try linear("\(scope)/linear_0", nil, dimension)
    let outer = try linear("\(scope)/linear_1", dimension, inner.weight.rows)
    return FeedForwardParameters(norm: norm, linears: [inner, outer])
  }
}
