#if canImport(Inference)
  import Inference
#endif

/// The blocks of the network, by Marian's names.
extension MarianReader {
  /// Norms before a block are told apart from those after it.
  private var blockSuffix: String { options.preNorm ? "_pre" : "" }

  mutating func encoderLayer(_ scope: String) throws -> EncoderLayerParameters {
    EncoderLayerParameters(
      selfAttention: try selfAttention("\(scope)_self"),
      feedForward: try feedForward(
        "\(scope)_ffn", depth: options.encoderFeedForwardDepth, width: options.encoderFeedForwardDimension))
  }

  mutating func decoderLayer(_ scope: String) throws -> DecoderLayerParameters {
    let memory: TargetMemoryParameters =
      switch options.decoderMemory {
      case .selfAttention: .selfAttention(try selfAttention("\(scope)_self"))
      case .recurrentUnit: .recurrentUnit(try recurrentUnit("\(scope)_rnn"))
      }
    let context = "\(scope)_context"
    return DecoderLayerParameters(
      targetMemory: memory,
      crossAttention: CrossAttentionParameters(
        norm: try norm("\(context)_Wo", suffix: blockSuffix),
        query: try projection(context, ["q"]), keyValue: try projection(context, ["k", "v"]),
        output: try attentionOutput(context)),
      feedForward: try feedForward(
        "\(scope)_ffn", depth: options.decoderFeedForwardDepth, width: options.decoderFeedForwardDimension))
  }

  private mutating func selfAttention(_ scope: String) throws -> SelfAttentionParameters {
    SelfAttentionParameters(
      norm: try norm("\(scope)_Wo", suffix: blockSuffix),
      queryKeyValue: try projection(scope, ["q", "k", "v"]), output: try attentionOutput(scope))
  }

  /// `parts` of one attention, stacked.
  private mutating func projection(_ scope: String, _ parts: [String]) throws -> LinearParameters {
    let dimension = options.dimension
    let linears = try parts.map {
      try linear("\(scope)_W\($0)", bias: "\(scope)_b\($0)", inputs: dimension, outputs: dimension)
    }
    return linears.count == 1 ? linears[0] : try stacked(linears, "\(scope)_W\(parts[0])")
  }

  private mutating func attentionOutput(_ scope: String) throws -> LinearParameters {
    let dimension = options.dimension
    guard !options.projectsAttention else {
      return try linear("\(scope)_Wo", bias: "\(scope)_bo", inputs: dimension, outputs: dimension)
    }
    let weight = identity ?? Self.identity(dimension)
    identity = weight
    return LinearParameters(weight: weight, bias: nil)
  }

  private mutating func recurrentUnit(_ scope: String) throws -> RecurrentUnitParameters {
    let dimension = options.dimension
    // Before the unit its norm goes by the unit's own name, behind it by that of a feed-forward block.
    return RecurrentUnitParameters(
      norm: options.preNorm ? try norm(scope, suffix: "_pre") : try norm("\(scope)_ffn", suffix: ""),
      input: try linear("\(scope)_W", bias: nil, inputs: dimension, outputs: dimension),
      forget: try linear("\(scope)_Wf", bias: "\(scope)_bf", inputs: dimension, outputs: dimension))
  }

  private mutating func feedForward(
    _ scope: String, depth: Int, width: Int?
  ) throws -> FeedForwardParameters {
    var linears: [LinearParameters] = []
    var inputs = options.dimension
    for number in 1...depth {
      let isLast = number == depth
      let linear = try linear(
        "\(scope)_W\(number)", bias: "\(scope)_b\(number)", inputs: inputs,
        outputs: isLast ? options.dimension : width)
      inputs = linear.weight.rows
      linears.append(linear)
    }
    return FeedForwardParameters(norm: try norm("\(scope)_ffn", suffix: blockSuffix), linears: linears)
  }

  mutating func norm(_ scope: String, suffix: String) throws -> LayerNormParameters {
    LayerNormParameters(
      gamma: try vector("\(scope)_ln_scale\(suffix)", options.dimension),
      beta: try vector("\(scope)_ln_bias\(suffix)", options.dimension))
  }

  mutating func embeddingNorm(_ scope: String, _ dimension: Int) throws -> LayerNormParameters {
    // It runs as a step before the first block, and is named like one.
    try norm(scope, suffix: "_pre")
  }
}
