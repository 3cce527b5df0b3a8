import Foundation

#if canImport(Inference)
  import Inference
#endif

/// What `config.json` of a Hugging Face model says, and `generation_config.json` beside it, which newer
/// models keep the decoder's tokens in.
package struct HuggingFaceConfiguration: Sendable, Equatable {
  package enum Family: String, Sendable, CaseIterable {
    /// MarianMT: OPUS-MT's models.
    case marian
    /// M2M100 and NLLB.
    case m2m100 = "m2m_100"
  }

  package struct Stack: Sendable, Equatable {
    package var layerCount: Int
    package var headCount: Int
    package var innerDimension: Int
  }

  package var family: Family
  package var modelDimension: Int
  package var encoder: Stack
  package var decoder: Stack
  package var activation: ActivationFunction
  /// Whether embeddings are multiplied with sqrt(modelDimension).
  package var scalesEmbeddings: Bool
  package var vocabularySize: Int
  package var decoderVocabularySize: Int
  /// One matrix embeds source and target.
  package var sharesEmbeddings: Bool
  /// The output layer is the matrix that embeds target tokens.
  package var tiesOutput: Bool
  package var startToken: Int32
  package var endToken: Int32
  package var padToken: Int32
  /// Tokens that never come out, padding among them.
  package var suppressedTokens: [Int32]

  package static let maximumFileSize = 1 << 20
  private static let maximumLayers = 512
  private static let maximumDimension = 1 << 16
  static let maximumVocabulary = 1 << 24

  /// - Parameter generation: the bytes of `generation_config.json`, where there is one.
  /// - Throws: `ModelFormatError` naming the field that is missing, wrong or asks for what cannot be run.
  package init(
    json data: Data, file: String, generation: Data? = nil, generationFile: String = "generation_config.json"
  ) throws {
    let fields = try JSONFields(json: data, file: file, maximumSize: Self.maximumFileSize)
    family = try Self.family(fields)
    try Self.refuseUnsupported(fields)
    func number(_ key: String, _ range: ClosedRange<Int>) throws -> Int {
      guard let value = try fields.integer(key, in: range) else {
        throw fields.error(.missing, key, "is needed")
      }
      return value
    }
    func stack(_ side: String) throws -> Stack {
      Stack(
        layerCount: try number("\(side)_layers", 1...Self.maximumLayers),
        headCount: try number("\(side)_attention_heads", 1...Self.maximumDimension),
        innerDimension: try number("\(side)_ffn_dim", 1...Self.maximumDimension))
    }
    let isMarian = family == .marian
    modelDimension = try number("d_model", 4...Self.maximumDimension)
    guard modelDimension % 2 == 0 else {
      throw fields.error(
        .unsupported, "d_model", "positions cannot be made for the odd dimension \(modelDimension)")
    }
    encoder = try stack("encoder")
    decoder = try stack("decoder")
    for (side, heads) in [("encoder", encoder.headCount), ("decoder", decoder.headCount)] {
      guard modelDimension % heads == 0 else {
        throw fields.error(
          .invalid, "\(side)_attention_heads",
          "\(heads) heads do not divide the model dimension \(modelDimension)")
      }
    }
    activation = try Self.activation(fields, byDefault: isMarian ? .gelu : .relu)
    scalesEmbeddings = try fields.flag("scale_embedding") ?? !isMarian
    let vocabulary = 1...Self.maximumVocabulary
    vocabularySize = try number("vocab_size", vocabulary)
    tiesOutput = try fields.flag("tie_word_embeddings") ?? true
    sharesEmbeddings = try !isMarian || fields.flag("share_encoder_decoder_embeddings") ?? true
    decoderVocabularySize =
      sharesEmbeddings
      ? vocabularySize : try fields.integer("decoder_vocab_size", in: vocabulary) ?? vocabularySize

    // What generation_config.json says goes before.
    var sources = [fields]
    if let generation {
      sources.insert(
        try JSONFields(json: generation, file: generationFile, maximumSize: Self.maximumFileSize), at: 0)
    }
    let tokens = try Tokens(sources, family, vocabularySize: decoderVocabularySize, file: file)
    (startToken, endToken, padToken) = (tokens.start, tokens.end, tokens.pad)
    suppressedTokens = tokens.suppressed
  }

  private static func family(_ fields: JSONFields) throws -> Family {
    guard let name = try fields.value("model_type", as: String.self, "a string") else {
      throw fields.error(.missing, "model_type", "is needed")
    }
    guard let family = Family(rawValue: name) else {
      let known = Family.allCases.map(\.rawValue).joined(separator: ", ")
      throw fields.error(.unsupported, "model_type", "\(name) is not one of \(known)")
    }
    return family
  }

  /// Switches of other models than those that are read.
  private static func refuseUnsupported(_ fields: JSONFields) throws {
    for key in ["normalize_before", "normalize_embedding", "add_final_layer_norm", "add_bias_logits"]
    where try fields.flag(key) == true {
      throw fields.error(.unsupported, key, "true cannot be run")
    }
    for key in ["is_encoder_decoder", "static_position_embeddings"] where try fields.flag(key) == false {
      throw fields.error(.unsupported, key, "false cannot be run")
    }
    if let value = fields.values["quantization_config"], !(value is NSNull) {
      throw fields.error(.unsupported, "quantization_config", "quantised weights of this kind cannot be read")
    }
  }

  private static func activation(
    _ fields: JSONFields, byDefault: ActivationFunction
  ) throws -> ActivationFunction {
    guard let name = try fields.value("activation_function", as: String.self, "a string") else {
      return byDefault
    }
    switch name {
    case "relu": return .relu
    case "swish", "silu": return .swish
    case "gelu", "gelu_python": return .gelu
    case "gelu_new", "gelu_fast", "gelu_accurate", "gelu_pytorch_tanh", "gelu_python_tanh": return .geluTanh
    case "quick_gelu": return .geluSigmoid
    default: throw fields.error(.unsupported, "activation_function", "\(name) cannot be run")
    }
  }
}
