import Foundation

#if canImport(Inference)
  import Inference
#endif

/// Turns the arrays of a Hugging Face model into the weights of an encoder-decoder transformer.
///
/// Every shape is checked against `config.json`, and an array that no part of the model has a use for is
/// refused: a model that this engine would run wrongly is not run at all.
package struct HuggingFaceReader {
  let settings: HuggingFaceConfiguration
  let arrays: [String: StoredArray]
  /// What stands for the weights in messages about what they lack.
  let file: String
  /// Names looked up so far.
  var used: Set<String> = []

  /// What the reader hands on.
  package struct Model: Sendable {
    package let configuration: TransformerConfiguration
    package let parameters: TransformerParameters
    /// The element type of the linear layers' weights.
    package let weightType: Tensor.ElementType
  }

  /// PyTorch's default.
  private static let layerNormEpsilon: Float = 1e-5

  /// - Throws: `ModelFormatError` naming the array that is missing, misshapen or not supported.
  package static func read(
    _ arrays: [String: StoredArray], file: String, settings: HuggingFaceConfiguration
  ) throws -> Model {
    var reader = HuggingFaceReader(settings: settings, arrays: arrays, file: file)
    let model = try reader.model()
    try reader.refuseUnused()
    return model
  }

  private mutating func model() throws -> Model {
    let dimension = settings.modelDimension
    let embeddings = try embeddings()
    var encoderLayers: [EncoderLayerParameters] = []
    for index in 0..<settings.encoder.layerCount {
      encoderLayers.append(try encoderLayer("model.encoder.layers.\(index)"))
    }
    var decoderLayers: [DecoderLayerParameters] = []
    for index in 0..<settings.decoder.layerCount {
      decoderLayers.append(try decoderLayer("model.decoder.layers.\(index)"))
    }
    let isMarian = settings.family == .marian
    let parameters = TransformerParameters(
      encoderEmbedding: embeddings.encoder, decoderEmbedding: embeddings.decoder,
      encoderEmbeddingNorm: nil, decoderEmbeddingNorm: nil,
      encoderLayers: encoderLayers, decoderLayers: decoderLayers,
      encoderNorm: isMarian ? nil : try norm("model.encoder.layer_norm"),
      decoderNorm: isMarian ? nil : try norm("model.decoder.layer_norm"),
      outputLayer: LinearParameters(weight: embeddings.output, bias: try outputBias()))
    let configuration = TransformerConfiguration(
      modelDimension: dimension, encoder: try stack("encoder", settings.encoder),
      decoder: try stack("decoder", settings.decoder), startFromZeroEmbedding: false,
      // OPUS-MT's models were trained to align with the first head of the last layer.
      alignmentHeads: isMarian ? [AlignmentHead(layer: settings.decoder.layerCount - 1, head: 0)] : [])
    return Model(
      configuration: configuration, parameters: parameters,
      weightType: encoderLayers[0].feedForward.linears[0].weight.elementType)
  }

  private mutating func stack(
    _ side: String, _ stack: HuggingFaceConfiguration.Stack
  ) throws -> StackConfiguration {
    StackConfiguration(
      headCount: stack.headCount, preNorm: settings.family == .m2m100, activation: settings.activation,
      embeddingMultiplier: settings.scalesEmbeddings ? Float(settings.modelDimension).squareRoot() : 1,
      positionEncoding: try positionEncoding(side), layerNormEpsilon: Self.layerNormEpsilon)
  }

  private mutating func encoderLayer(_ scope: String) throws -> EncoderLayerParameters {
    EncoderLayerParameters(
      selfAttention: try selfAttention(scope),
      feedForward: try feedForward(scope, settings.encoder.innerDimension))
  }

  private mutating func decoderLayer(_ scope: String) throws -> DecoderLayerParameters {
    let attention = "\(scope).encoder_attn"
    return DecoderLayerParameters(
      targetMemory: .selfAttention(try selfAttention(scope)),
      crossAttention: CrossAttentionParameters(
        norm: try norm("\(attention)_layer_norm"), query: try projection("\(attention).q_proj"),
        keyValue: try stacked(["\(attention).k_proj", "\(attention).v_proj"]),
        output: try projection("\(attention).out_proj")),
      feedForward: try feedForward(scope, settings.decoder.innerDimension))
  }

  private mutating func selfAttention(_ scope: String) throws -> SelfAttentionParameters {
    let attention = "\(scope).self_attn"
    return SelfAttentionParameters(
      norm: try norm("\(attention)_layer_norm"),
      queryKeyValue: try stacked(["\(attention).q_proj", "\(attention).k_proj", "\(attention).v_proj"]),
      output: try projection("\(attention).out_proj"))
  }

  private mutating func feedForward(_ scope: String, _ inner: Int) throws -> FeedForwardParameters {
    FeedForwardParameters(
      norm: try norm("\(scope).final_layer_norm"),
      linears: [
        try linear("\(scope).fc1", inner, settings.modelDimension),
        try linear("\(scope).fc2", settings.modelDimension, inner),
      ])
  }

  /// What was not looked up is the model's under another layout, or of a model that is more than a
  /// transformer.
  private func refuseUnused() throws {
    let known: Set<String> = [
      Self.shared, Self.embedding("encoder"), Self.embedding("decoder"), Self.output,
      // Made anew, as transformers does; never trained.
      "model.encoder.embed_positions.weights", "model.decoder.embed_positions.weights",
    ]
    for name in arrays.keys.sorted() where !used.contains(name) && !known.contains(name) {
      throw arrays[name]?.error(
        .unsupported, "no part of the transformer that config.json describes has a use for it")
        ?? missing(name)
    }
  }
}
