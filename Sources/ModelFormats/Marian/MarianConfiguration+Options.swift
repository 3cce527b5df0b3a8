#if canImport(Inference)
  import Inference
#endif

/// The options that need more than a look-up.
extension MarianConfiguration {
  static func activation(_ options: YAMLMapping) throws -> ActivationFunction {
    let key = "transformer-ffn-activation"
    switch try options.string(key) ?? "swish" {
    case "relu": return .relu
    case "swish": return .swish
    // Marian's gelu is x * sigmoid(1.702 x).
    case "gelu": return .geluSigmoid
    case let other: throw options.error(key, kind: .unsupported, "\(other.prefix(40)) cannot be run")
    }
  }

  /// Steps before and after a block: d drops out (in training), a adds the block's input, n normalises.
  static func preNorm(_ options: YAMLMapping) throws -> Bool {
    let before = try options.string("transformer-preprocess") ?? ""
    let after = try options.string("transformer-postprocess") ?? "dan"
    switch (before.filter { $0 != "d" }, after.filter { $0 != "d" }) {
    case ("", "an"): return false
    case ("n", "a"): return true
    default:
      throw options.error(
        "transformer-postprocess", kind: .unsupported,
        "\"\(before.prefix(40))\" before and \"\(after.prefix(40))\" after each block cannot be run, "
          + "only \"\" and \"dan\", \"n\" and \"da\"")
    }
  }

  static func hasNorm(_ options: YAMLMapping, _ key: String, default value: String) throws -> Bool {
    let steps = try options.string(key) ?? value
    switch steps.filter({ $0 != "d" }) {
    case "": return false
    case "n": return true
    default:
      throw options.error(key, kind: .unsupported, "\"\(steps.prefix(40))\" cannot be run, only d and n")
    }
  }

  static func decoderMemory(_ options: YAMLMapping) throws -> DecoderMemory {
    let key = "transformer-decoder-autoreg"
    switch try options.string(key) ?? "self-attention" {
    case "self-attention": return .selfAttention
    case "average-attention":
      throw options.error(key, kind: .unsupported, "average-attention decoders cannot be run")
    case "rnn":
      let cell = try options.string("dec-cell") ?? "gru"
      guard cell == "ssru" else {
        throw options.error("dec-cell", kind: .unsupported, "\(cell.prefix(40)) cannot be run, only ssru")
      }
      guard try options.flag("layer-normalization") != true else {
        throw options.error("layer-normalization", kind: .unsupported, "norms within the unit cannot be run")
      }
      return .recurrentUnit
    case let other: throw options.error(key, kind: .unsupported, "\(other.prefix(40)) cannot be run")
    }
  }

  static func decoderLayers(_ options: YAMLMapping, depth: Int) throws -> [Int] {
    let key = "transformer-tied-layers"
    let tied = try options.integers(key) ?? []
    guard !tied.isEmpty else { return Array(1...depth) }
    guard tied.count == depth, tied.allSatisfy((1...depth).contains) else {
      throw options.error(key, "\(tied.prefix(20)) does not give each of \(depth) layers one of them")
    }
    return tied
  }

  static func alignmentLayer(_ options: YAMLMapping, depth: Int) throws -> Int {
    let key = "transformer-guided-alignment-layer"
    guard let text = try options.string(key), text != "last" else { return depth - 1 }
    guard let layer = Int(text), (1...depth).contains(layer) else {
      throw options.error(key, "\(text.prefix(40)) is none of the \(depth) layers")
    }
    return layer - 1
  }

  static func refuseUnsupported(_ options: YAMLMapping) throws {
    guard let type = try options.string("type") else {
      throw options.error("type", kind: .missing, "the configuration does not say")
    }
    guard type == "transformer" else {
      let reason =
        type == "multi-transformer"
        ? "models of several sources cannot be run" : "\(type.prefix(40)) is not the transformer that is run"
      throw options.error("type", kind: .unsupported, reason)
    }
    for (key, reason) in [
      ("right-left", "models that write from right to left cannot be run"),
      ("ulr", "universal language representations cannot be run"),
      ("transformer-pool", "pooling in the place of attention cannot be run"),
      ("transformer-rnn-projection", "projections after recurrent units cannot be run"),
    ] where try options.flag(key) == true {
      throw options.error(key, kind: .unsupported, reason)
    }
    for key in ["lemma-dim-emb", "factors-dim-emb"] where try options.integer(key) ?? 0 != 0 {
      throw options.error(key, kind: .unsupported, "factored vocabularies cannot be run")
    }
    guard try options.strings("input-types")?.allSatisfy({ $0 == "sequence" }) ?? true else {
      throw options.error("input-types", kind: .unsupported, "inputs other than sequences cannot be run")
    }
    try refuseUnknownTransformers(options)
  }

  /// An option of the transformer that is not known may change what the weights mean, unless it is off.
  private static func refuseUnknownTransformers(_ options: YAMLMapping) throws {
    let known: Set<String> = [
      "heads", "no-projection", "dim-ffn", "decoder-dim-ffn", "ffn-depth", "decoder-ffn-depth",
      "ffn-activation", "preprocess", "postprocess", "postprocess-emb", "postprocess-top",
      "decoder-autoreg", "tied-layers", "guided-alignment-layer", "train-position-embeddings",
      "train-positions", "pool", "rnn-projection",
      // How it was trained.
      "dropout", "dropout-attention", "dropout-ffn", "depth-scaling",
    ]
    let prefix = "transformer-"
    for key in options.keys where key.hasPrefix(prefix) {
      let name = String(key.dropFirst(prefix.count))
      // Average attention is refused where it is chosen; its sizes are written all the same.
      if known.contains(name) || name.hasPrefix("aan-") || name == "dim-aan" { continue }
      let values = try options.strings(key) ?? []
      guard values.allSatisfy({ ["false", "0", "none", ""].contains($0.lowercased()) }) else {
        throw options.error(
          key, kind: .unsupported, "an option that is not known: the model might be run wrongly")
      }
    }
  }
}
