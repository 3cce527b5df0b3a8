import Inference

/// What a packed model file says of its model, all but weights and vocabulary.
package struct PackedModelDescription: Codable, Sendable {
  package var name: String
  package var sourceLanguage: String?
  package var targetLanguage: String?
  package var version: String?
  package var licence: String?
  package var attribution: String?
  /// The files that the model was made from.
  package var origin: Origin
  /// `int8` or `float32`: the element type of the large matrices.
  package var weights: ComputeType

  var shape: Shape
  var tokens: Tokens
  var needsStartToken: Bool
  var languageMarking: LanguageMarking?
  /// Absent in models that have no screen.
  var screen: Screen?

  struct Screen: Codable, Sendable {
    var panels: Int
    var restFactor: Float
    var restExponent: Float
  }

  package struct Origin: Codable, Sendable {
    package var container: ModelFormat.Container
    package var version: Int
    package var revision: Int
  }

  struct Shape: Codable, Sendable {
    var modelDimension: Int
    var encoder: Stack
    var decoder: Stack
    var startsFromZeroEmbedding: Bool
    var alignmentHeads: [AlignmentHead]
    var alignmentStep: AlignmentStep
    var queryScale: Float?
    /// Whether the embeddings are the rows of the output layer.
    var tiesEncoderEmbedding: Bool
    var tiesDecoderEmbedding: Bool
  }

  struct Stack: Codable, Sendable {
    var layers: Int
    var heads: Int
    var preNorm: Bool
    var activation: ActivationFunction
    var embeddingMultiplier: Float
    /// nil: the positions are a table among the weights.
    var sinusoid: Sinusoid?
    var layerNormEpsilon: Float
  }

  struct Sinusoid: Codable, Sendable {
    var firstPosition: Int
    var denominator: Float
  }

  struct Tokens: Codable, Sendable {
    var start: Int32
    var end: Int32
    var unknown: Int32
    var sourceBegin: Int32?
    var sourceEnd: Int32?
    var suppressed: [Int32]
  }
}

extension PackedModelDescription {
  init(_ model: TranslationModel, weights: ComputeType) {
    let (configuration, parameters) = (model.configuration, model.parameters)
    name = model.name
    sourceLanguage = model.sourceLanguage
    targetLanguage = model.targetLanguage
    version = model.version
    licence = model.licence
    attribution = model.attribution
    let format = model.origin ?? model.format
    origin = Origin(container: format.container, version: format.version, revision: format.revision)
    self.weights = weights
    shape = Shape(
      modelDimension: configuration.modelDimension,
      encoder: Stack(configuration.encoder, layers: parameters.encoderLayers.count),
      decoder: Stack(configuration.decoder, layers: parameters.decoderLayers.count),
      startsFromZeroEmbedding: configuration.startFromZeroEmbedding,
      alignmentHeads: configuration.alignmentHeads, alignmentStep: configuration.alignmentStep,
      queryScale: configuration.queryScale,
      tiesEncoderEmbedding: parameters.encoderEmbedding.isOutputLayer,
      tiesDecoderEmbedding: parameters.decoderEmbedding.isOutputLayer)
    tokens = Tokens(
      start: model.tokens.start, end: model.tokens.end, unknown: model.tokens.unknown,
      sourceBegin: model.tokens.sourceBegin, sourceEnd: model.tokens.sourceEnd,
      suppressed: model.tokens.suppressed)
    needsStartToken = model.needsStartToken
    languageMarking = model.languageMarking
    screen = parameters.screen.map {
      Screen(panels: $0.panelCount, restFactor: $0.restFactor, restExponent: $0.restExponent)
    }
  }

  var specialTokens: SpecialTokens {
    SpecialTokens(
      start: tokens.start, end: tokens.end, unknown: tokens.unknown, sourceBegin: tokens.sourceBegin,
      sourceEnd: tokens.sourceEnd, suppressed: tokens.suppressed)
  }
}

extension PackedModelDescription.Stack {
  init(_ stack: StackConfiguration, layers: Int) {
    self.layers = layers
    heads = stack.headCount
    preNorm = stack.preNorm
    activation = stack.activation
    embeddingMultiplier = stack.embeddingMultiplier
    layerNormEpsilon = stack.layerNormEpsilon
    if case .sinusoidal(let first, let denominator) = stack.positionEncoding {
      sinusoid = PackedModelDescription.Sinusoid(firstPosition: first, denominator: denominator)
    }
  }
}

extension TransformerParameters.Tying {
  var isOutputLayer: Bool {
    if case .outputLayer = self { true } else { false }
  }
}
