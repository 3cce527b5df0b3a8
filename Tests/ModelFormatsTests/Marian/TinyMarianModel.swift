import Foundation

/// A made-up Marian model of dimension 4, one encoder layer, two decoder layers, in many of the format's
/// shapes.
struct TinyMarianModel {
  enum Tying: String, CaseIterable {
    case all, source, target, none
  }

  var element = MarianFileWriter.Element.float32
  var preNorm = false
  var isRecurrent = true
  var tying = Tying.all
  /// Options that differ, or are added, as the text of their values.
  var changes: [String: String] = [:]

  static let dimension = 4
  static let innerDimension = 6
  static let tokens = ["</s>", "<unk>", "a", "b", "c"]

  private var options: [(String, String)] {
    [
      ("dec-cell", isRecurrent ? "ssru" : "gru"), ("dec-depth", "2"), ("dim-emb", "4"),
      ("dim-vocabs", "\n  - 5\n  - 5"), ("enc-depth", "1"), ("input-types", "[]"),
      ("lemma-dim-emb", "0"), ("output-omit-bias", "false"), ("right-left", "false"),
      ("tied-embeddings", "\(tying == .target)"), ("tied-embeddings-all", "\(tying == .all)"),
      ("tied-embeddings-src", "\(tying == .source)"),
      ("transformer-decoder-autoreg", isRecurrent ? "rnn" : "self-attention"),
      ("transformer-dim-aan", "2048"), ("transformer-dim-ffn", "6"),
      ("transformer-ffn-activation", "relu"), ("transformer-ffn-depth", "2"),
      ("transformer-guided-alignment-layer", "last"), ("transformer-heads", "2"),
      ("transformer-no-projection", "false"), ("transformer-postprocess", preNorm ? "da" : "dan"),
      ("transformer-postprocess-emb", "d"), ("transformer-postprocess-top", preNorm ? "n" : "\"\""),
      ("transformer-preprocess", preNorm ? "n" : "\"\""), ("transformer-tied-layers", "[]"),
      ("transformer-train-position-embeddings", "false"), ("type", "transformer"), ("ulr", "false"),
    ]
  }

  var configuration: String {
    var left = changes
    var text = ""
    for (key, value) in options { text += "\(key): \(left.removeValue(forKey: key) ?? value)\n" }
    for (key, value) in left.sorted(by: { $0.key < $1.key }) { text += "\(key): \(value)\n" }
    return text + "version: v1.0 made up\n"
  }

  private func option(_ key: String) -> Int? { changes[key].flatMap(Int.init) }

  var writer: MarianFileWriter {
    var writer = MarianFileWriter()
    for side in ["encoder", "decoder"] {
      let depth = side == "encoder" ? 1 : 2
      for layer in 1...depth where changes["transformer-tied-layers"] == nil || layer == 1 {
        addLayer("\(side)_l\(layer)", isDecoder: side == "decoder", to: &writer)
      }
      if preNorm { addNorm("\(side)_top", "", to: &writer) }
      if changes["transformer-postprocess-emb"] == "n" { addNorm("\(side)_emb", "_pre", to: &writer) }
    }
    let rows = Self.tokens.count
    let embeddings = tying == .all || tying == .source ? ["Wemb"] : ["encoder_Wemb", "decoder_Wemb"]
    for name in embeddings { writer.add(name, [rows, Self.dimension], as: element) }
    if tying == .none || tying == .source {
      writer.add("decoder_ff_logit_out_W", [Self.dimension, rows], as: element)
    }
    if changes["output-omit-bias"] != "true" { writer.add("decoder_ff_logit_out_b", [1, rows]) }
    if changes["transformer-train-position-embeddings"] == "true" {
      writer.add("Wpos", [7, Self.dimension])
    }
    writer.add("special:model.yml", text: configuration)
    return writer
  }

  private func addLayer(_ scope: String, isDecoder: Bool, to writer: inout MarianFileWriter) {
    if isDecoder && isRecurrent {
      addMatrix("\(scope)_rnn_W", 4, 4, to: &writer)
      addMatrix("\(scope)_rnn_Wf", 4, 4, to: &writer)
      writer.add("\(scope)_rnn_bf", [1, 4])
      addNorm(preNorm ? "\(scope)_rnn" : "\(scope)_rnn_ffn", blockSuffix, to: &writer)
    } else {
      addAttention("\(scope)_self", to: &writer)
    }
    if isDecoder { addAttention("\(scope)_context", to: &writer) }
    let depth = isDecoder ? option("transformer-decoder-ffn-depth") ?? ffnDepth : ffnDepth
    let width = isDecoder ? option("transformer-decoder-dim-ffn") ?? 6 : 6
    for number in 1...depth {
      let (inputs, outputs) = (number == 1 ? 4 : width, number == depth ? 4 : width)
      addMatrix("\(scope)_ffn_W\(number)", inputs, outputs, to: &writer)
      writer.add("\(scope)_ffn_b\(number)", [1, outputs])
    }
    addNorm("\(scope)_ffn_ffn", blockSuffix, to: &writer)
  }

  private var ffnDepth: Int { option("transformer-ffn-depth") ?? 2 }
  private var blockSuffix: String { preNorm ? "_pre" : "" }

  private func addAttention(_ scope: String, to writer: inout MarianFileWriter) {
    let parts = changes["transformer-no-projection"] == "true" ? ["q", "k", "v"] : ["q", "k", "v", "o"]
    for part in parts {
      addMatrix("\(scope)_W\(part)", 4, 4, to: &writer)
      writer.add("\(scope)_b\(part)", [1, 4])
    }
    addNorm("\(scope)_Wo", blockSuffix, to: &writer)
  }

  private func addNorm(_ scope: String, _ suffix: String, to writer: inout MarianFileWriter) {
    writer.add("\(scope)_ln_scale\(suffix)", [1, 4])
    writer.add("\(scope)_ln_bias\(suffix)", [1, 4])
  }

  private func addMatrix(
    _ name: String, _ inputs: Int, _ outputs: Int, to writer: inout MarianFileWriter
  ) {
    writer.add(name, [inputs, outputs], as: element)
    if element != .float32 { writer.add("\(name)_QuantMultA", [1, 1]) }
  }
}
