/// An encoder-decoder transformer with its weights packed for one compute type: immutable and shared by all workers.
public struct TransformerModel: Sendable {
  public let configuration: TransformerConfiguration
  public let tokens: SpecialTokens
  public let computeType: ComputeType
  /// What narrows the vocabulary for each sentence, where the model came with it.
  public let shortlist: Shortlist?
  let encoder: Encoder
  let decoder: Decoder
  let outputLayer: OutputLayer
  let kernels: KernelTable

  /// Packs the weights.
  /// - Throws: `InferenceError` naming the weight whose shape or data is not what the others ask for.
  public init(
    configuration: TransformerConfiguration, parameters: TransformerParameters, tokens: SpecialTokens,
    shortlist: Shortlist? = nil, computeType: ComputeType = .int8
  ) throws(InferenceError) {
    try self.init(
      configuration: configuration, parameters: parameters, tokens: tokens, shortlist: shortlist,
      computeType: computeType, kernels: .best)
  }

  package init(
    configuration: TransformerConfiguration, parameters: TransformerParameters, tokens: SpecialTokens,
    shortlist: Shortlist? = nil, computeType: ComputeType, kernels: KernelTable
  ) throws(InferenceError) {
    self.configuration = configuration
    self.tokens = tokens
    self.shortlist = shortlist
    self.computeType = computeType
    self.kernels = kernels
    let d = configuration.modelDimension
    let builders = [configuration.encoder, configuration.decoder].map {
      LayerBuilder(stack: $0, dimension: d, computeType: computeType, kernels: kernels)
    }
    let output = try builders[1].linear(
      parameters.outputLayer, outputs: parameters.outputLayer.weight.rows, inputs: d, "decoder/projection")
    let outputs = output.outputs
    let screen =
      try computeType == .int8
      ? parameters.screen.map { (screen) throws(InferenceError) in
        try VocabularyScreen(
          screen, outputs: outputs, dimension: d, endToken: tokens.end, kernels: kernels)
      } : nil
    outputLayer = OutputLayer(linear: output, screen: screen, kernels: kernels)
    encoder = try Encoder(
      parameters,
      embedding: try Self.table(parameters.encoderEmbedding, output: output, "encoder/embeddings", d),
      configuration: configuration, build: builders[0])
    decoder = try Decoder(
      parameters,
      embedding: try Self.table(parameters.decoderEmbedding, output: output, "decoder/embeddings", d),
      configuration: configuration, build: builders[1])
  }

  /// Words that a source sentence may be made of.
  public var sourceVocabularySize: Int { encoder.input.table.vocabularySize }
  /// Words that a translation may be made of.
  public var targetVocabularySize: Int { outputLayer.linear.outputs }
  /// The longest source, special tokens included.
  public var sourcePositionLimit: Int { encoder.input.positionLimit }

  private static func table(
    _ tying: TransformerParameters.Tying, output: Linear, _ name: String, _ dimension: Int
  ) throws(InferenceError) -> EmbeddingTable {
    switch tying {
    case .outputLayer:
      return .tied(output)
    case .own(let table):
      try table.validate(as: name, shape: [table.rows, dimension])
      return .own(table)
    }
  }
}
