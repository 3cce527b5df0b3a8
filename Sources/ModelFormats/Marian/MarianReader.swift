import Foundation

#if canImport(Inference)
  import Inference
#endif

/// Turns the arrays of a Marian file into the weights of an encoder-decoder transformer.
///
/// Every shape is checked against the configuration, and an array that no part of the model has a use for is
/// refused: a model that this engine would run wrongly is not run at all.
package struct MarianReader {
  let file: MarianFile
  let options: MarianConfiguration
  /// Names looked up so far.
  var used: Set<String> = []
  /// The output projection of attention in models that have none; one for all layers.
  var identity: Tensor?

  /// What the reader hands on.
  package struct Model: Sendable {
    package let configuration: TransformerConfiguration
    package let parameters: TransformerParameters
    /// The element type of the linear layers' weights.
    package let weightType: Tensor.ElementType
  }

  static let layerNormEpsilon: Float = 1e-6

  init(file: MarianFile, options: MarianConfiguration) {
    self.file = file
    self.options = options
  }

  /// - Parameter configuration: of a file that holds none itself.
  /// - Throws: `ModelFormatError` naming the array or the option that is missing, misshapen or not supported.
  package static func read(
    _ file: MarianFile, configuration: MarianConfiguration? = nil
  ) throws -> Model {
    let options: MarianConfiguration
    if let text = file.configuration {
      options = try MarianConfiguration(text, file: file.file, place: MarianFile.configurationName)
    } else if let configuration {
      options = configuration
    } else {
      throw ModelFormatError(
        .missing, file: file.file, field: MarianFile.configurationName,
        reason: "the file does not hold its configuration, and no .yml beside it does")
    }
    var reader = MarianReader(file: file, options: options)
    let model = try reader.model()
    try reader.refuseUnused()
    return model
  }

  private mutating func model() throws -> Model {
    let dimension = options.dimension
    let (encoderEmbedding, decoderEmbedding, outputLayer) = try vocabularyMatrices()
    var encoderLayers: [EncoderLayerParameters] = []
    for number in 1...options.encoderDepth { encoderLayers.append(try encoderLayer("encoder_l\(number)")) }
    // Layers that are tied are read once.
    var read: [Int: DecoderLayerParameters] = [:]
    var decoderLayers: [DecoderLayerParameters] = []
    for number in options.decoderLayers {
      let layer = try read[number] ?? decoderLayer("decoder_l\(number)")
      read[number] = layer
      decoderLayers.append(layer)
    }
    let parameters = TransformerParameters(
      encoderEmbedding: encoderEmbedding, decoderEmbedding: decoderEmbedding,
      encoderEmbeddingNorm: options.hasEmbeddingNorm ? try embeddingNorm("encoder_emb", dimension) : nil,
      decoderEmbeddingNorm: options.hasEmbeddingNorm ? try embeddingNorm("decoder_emb", dimension) : nil,
      encoderLayers: encoderLayers, decoderLayers: decoderLayers,
      encoderNorm: options.hasTopNorm ? try norm("encoder_top", suffix: "") : nil,
      decoderNorm: options.hasTopNorm ? try norm("decoder_top", suffix: "") : nil,
      outputLayer: outputLayer)
    let stack = try stackConfiguration()
    let configuration = TransformerConfiguration(
      modelDimension: dimension, encoder: stack, decoder: stack, startFromZeroEmbedding: true,
      // Guided alignment trains the first head alone.
      alignmentHeads: [AlignmentHead(layer: options.alignmentLayer, head: 0)])
    return Model(
      configuration: configuration, parameters: parameters,
      weightType: encoderLayers[0].feedForward.linears[0].weight.elementType)
  }

  private mutating func stackConfiguration() throws -> StackConfiguration {
    let dimension = options.dimension
    // Trained positions are as large as the embeddings, which then are not multiplied.
    let positions: PositionEncoding =
      options.trainsPositions
      ? .table(try embedding("Wpos", rows: nil))
      : .sinusoidal(firstPosition: 0, denominator: Float(dimension / 2 - 1))
    return StackConfiguration(
      headCount: options.headCount, preNorm: options.preNorm, activation: options.activation,
      embeddingMultiplier: options.trainsPositions ? 1 : Float(dimension).squareRoot(),
      positionEncoding: positions, layerNormEpsilon: Self.layerNormEpsilon)
  }

  /// What was not looked up must be what no prediction depends on.
  private func refuseUnused() throws {
    for name in file.tensors.keys.sorted() where !used.contains(name) {
      // The range of activations, measured on sample text. Here activations are quantised by token, which is
      // finer.
      if name.hasSuffix("_QuantMultA") { continue }
      let tensor = file.tensors[name]
      let other = name.hasPrefix("encoder2_") || name.contains("_context_enc2_")
      throw ModelFormatError(
        .unsupported, file: file.file, field: name, offset: tensor?.offset,
        reason: other
          ? "models of several sources cannot be run"
          : "no part of the transformer that the configuration describes has a use for it")
    }
  }
}
