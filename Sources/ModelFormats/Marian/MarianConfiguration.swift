import Foundation

#if canImport(Inference)
  import Inference
#endif

/// What `special:model.yml` says of a transformer's shape. What this engine would run wrongly is refused by
/// name.
package struct MarianConfiguration: Sendable {
  /// What the decoder reads the target so far with.
  enum DecoderMemory: Sendable {
    case selfAttention
    /// A simple simple recurrent unit.
    case recurrentUnit
  }

  var dimension: Int
  var encoderDepth: Int
  var decoderDepth: Int
  var headCount: Int
  /// nil when the text does not say: the weights then do.
  var encoderFeedForwardDimension: Int?
  var decoderFeedForwardDimension: Int?
  /// Linear layers in a feed-forward block.
  var encoderFeedForwardDepth: Int
  var decoderFeedForwardDepth: Int
  var activation: ActivationFunction
  var preNorm: Bool
  /// A norm after the embeddings, one after each stack.
  var hasEmbeddingNorm: Bool
  var hasTopNorm: Bool
  var decoderMemory: DecoderMemory
  /// Source and target embeddings are one matrix.
  var sharesEmbeddings: Bool
  /// The output layer is the target embedding.
  var tiesOutput: Bool
  var hasOutputBias: Bool
  var projectsAttention: Bool
  var trainsPositions: Bool
  /// The layer, counted from 1, whose weights each decoder layer has.
  var decoderLayers: [Int]
  /// Whose first head was trained to align, counted from 0.
  var alignmentLayer: Int
  /// Sizes of the source and target vocabularies, when the text says.
  var vocabularySizes: [Int]

  static let maximumLayers = 128
  static let maximumFeedForwardDepth = 16
  static let maximumDimension = 1 << 16

  /// - Parameter place: what the text is in its file; empty for a file of its own.
  package init(_ text: Data, file: String, place: String) throws {
    try self.init(YAMLMapping(text, file: file, place: place))
  }

  init(_ options: YAMLMapping) throws {
    try Self.refuseUnsupported(options)
    func size(_ key: String, _ range: ClosedRange<Int>, default value: Int?) throws -> Int {
      guard let found = try options.integer(key) ?? value else {
        throw options.error(key, kind: .missing, "the configuration does not say")
      }
      guard range.contains(found) else {
        throw options.error(key, "\(found) is not one of \(range.lowerBound) to \(range.upperBound)")
      }
      return found
    }
    dimension = try size("dim-emb", 4...Self.maximumDimension, default: nil)
    headCount = try size("transformer-heads", 1...Self.maximumDimension, default: 8)
    guard dimension % headCount == 0, dimension % 2 == 0 else {
      throw options.error(
        "transformer-heads", "\(headCount) heads do not divide the dimension \(dimension), or it is odd")
    }
    encoderDepth = try size("enc-depth", 1...Self.maximumLayers, default: nil)
    decoderDepth = try size("dec-depth", 1...Self.maximumLayers, default: nil)

    // For the decoder 0 means: as the encoder.
    let depths = 0...Self.maximumFeedForwardDepth
    encoderFeedForwardDepth = max(1, try size("transformer-ffn-depth", depths, default: 2))
    let decoderDepths = try size("transformer-decoder-ffn-depth", depths, default: 0)
    decoderFeedForwardDepth = decoderDepths == 0 ? encoderFeedForwardDepth : decoderDepths
    let widths = 0...(1 << 24)
    let width = try size("transformer-dim-ffn", widths, default: 0)
    let decoderWidth = try size("transformer-decoder-dim-ffn", widths, default: 0)
    encoderFeedForwardDimension = width == 0 ? nil : width
    decoderFeedForwardDimension = decoderWidth == 0 ? encoderFeedForwardDimension : decoderWidth

    activation = try Self.activation(options)
    preNorm = try Self.preNorm(options)
    hasEmbeddingNorm = try Self.hasNorm(options, "transformer-postprocess-emb", default: "d")
    hasTopNorm = try Self.hasNorm(options, "transformer-postprocess-top", default: "")
    decoderMemory = try Self.decoderMemory(options)

    let tiesAll = try options.flag("tied-embeddings-all") ?? false
    sharesEmbeddings = try tiesAll || options.flag("tied-embeddings-src") ?? false
    tiesOutput = try tiesAll || options.flag("tied-embeddings") ?? false
    hasOutputBias = try !(options.flag("output-omit-bias") ?? false)
    projectsAttention = try !(options.flag("transformer-no-projection") ?? false)
    // The option's older name is the second.
    trainsPositions =
      try options.flag("transformer-train-position-embeddings")
      ?? options.flag("transformer-train-positions") ?? false
    decoderLayers = try Self.decoderLayers(options, depth: decoderDepth)
    alignmentLayer = try Self.alignmentLayer(options, depth: decoderDepth)
    vocabularySizes = try options.integers("dim-vocabs") ?? []
    guard vocabularySizes.isEmpty || vocabularySizes.count == 2 else {
      throw options.error(
        "dim-vocabs", kind: .unsupported,
        "\(vocabularySizes.count) vocabularies: models of one source and one target are run")
    }
  }
}
