#if canImport(Inference)
  import Inference
#endif

/// What the engine does not run, told by the variables that go with it.
extension CTranslate2Reader {
  /// How a part of a variable's name begins, and what it belongs to.
  private static let unsupported: [(part: String, feature: String)] = [
    ("relative_", "relative positions"),
    ("rotary", "rotary positions"),
    ("linear_0_noact", "gated feed-forward layers"),
    ("layer_norm_use_residual", "root-mean-square norms"),
    ("q_norm", "norms on queries and keys"),
    ("k_norm", "norms on queries and keys"),
    ("v_norm", "norms on values"),
    ("shared_layer_norm", "parallel residual blocks"),
    ("input_layer_norm", "norms both before and after a block"),
    ("post_attention_layer_norm", "norms both before and after a block"),
    ("pre_feedforward_layer_norm", "norms both before and after a block"),
    ("post_feedforward_layer_norm", "norms both before and after a block"),
    ("project_in", "a projection around the decoder"),
    ("project_out", "a projection around the decoder"),
    ("embeddings_1", "more than one source input"),
    ("scale_outputs", "scaled outputs"),
    ("final_logit_softcapping", "softcapped outputs"),
    ("experts", "mixtures of experts"),
    ("moe", "mixtures of experts"),
    ("router", "mixtures of experts"),
    ("weight_zero", "weights quantised by AWQ"),
  ]

  /// Attributes that are read elsewhere, or change nothing in a model that is accepted.
  private static let harmless: Set<String> = [
    "unk_token", "bos_token", "eos_token", "with_source_bos", "with_source_eos", "with_target_bos",
    "user_decoder_start_tokens", "num_heads", "pre_norm", "activation", "alignment_layer",
    "alignment_heads", "embeddings_merge", "decoder/alibi_use_positive_positions",
    "decoder/scale_alibi",
  ]

  func refuseUnsupported() throws {
    for name in file.variables.keys.sorted() {
      guard let feature = Self.unsupportedFeature(of: name) else { continue }
      throw ModelFormatError(
        .unsupported, file: file.file, field: name, offset: file.variables[name]?.offset,
        reason: "belongs to \(feature), which this engine does not run")
    }
    if let alibi = file.variables["decoder/alibi"], alibi.integers != [0] {
      throw error(alibi, kind: .unsupported, "attention biased by distance (ALiBi) cannot be run")
    }
  }

  private static func unsupportedFeature(of name: String) -> String? {
    for component in name.utf8.split(separator: UInt8(ascii: "/")).dropFirst() {
      for (part, feature) in unsupported where component.starts(with: part.utf8) { return feature }
    }
    return nil
  }

  /// Whatever was not looked up must be a switch that is off.
  func refuseUnused() throws {
    for (name, variable) in file.variables.sorted(by: { $0.key < $1.key })
    where !used.contains(name) && !Self.harmless.contains(name) {
      if name.hasSuffix("_scale"), used.contains(String(name.dropLast(6))) { continue }
      if variable.count == 1, variable.integers == [0] { continue }
      throw ModelFormatError(
        .unsupported, file: file.file, field: name, offset: variable.offset,
        reason: "no part of the transformer that this engine runs has a use for it")
    }
  }
}
