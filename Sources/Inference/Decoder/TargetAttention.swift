/// Self-attention of each hypothesis over its own positions.
struct TargetAttention: Sendable {
  private let norm: LayerNorm
  private let queryKeyValue: Linear
  private let output: Linear
  private let heads: AttentionHeads
  private let preNorm: Bool

  init(
    _ parameters: SelfAttentionParameters, name: String, build: LayerBuilder, queryScale: Float?
  ) throws(InferenceError) {
    let d = build.dimension
    norm = try build.norm(parameters.norm, "\(name)/layer_norm")
    queryKeyValue = try build.attentionLinear(
      parameters.queryKeyValue, outputs: 3 * d, inputs: d, "\(name)/query_key_value")
    output = try build.attentionLinear(parameters.output, outputs: d, inputs: d, "\(name)/output")
    heads = try AttentionHeads(build: build, queryScale: queryScale)
    preNorm = build.stack.preNorm
  }

  /// x: [rows, d], in place; keys, values: [cache rows, d].
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, rows: [DecoderRow], keys: UnsafeMutablePointer<Float>,
    values: UnsafeMutablePointer<Float>, scratch: inout LayerScratch
  ) throws(InferenceError) {
    let d = output.outputs
    let input = try scratch.input(x, rows: rows.count, dimension: d, norm: preNorm ? norm : nil)
    let projected = try scratch.projected.reserve(rows.count * 3 * d)
    queryKeyValue(
      try scratch.operands.operand(input, rows: rows.count, columns: d), rows: rows.count, into: projected,
      stride: 3 * d)

    let context = try scratch.context.reserve(rows.count * d)
    let longest = rows.map(\.history.count).max() ?? 0
    let weights = try scratch.attentionWeights.reserve(heads.count * longest)
    for (i, row) in rows.enumerated() {
      let query = projected + i * 3 * d
      guard let own = row.history.last else { continue }
      (keys + Int(own) * d).update(from: query + d, count: d)
      (values + Int(own) * d).update(from: query + 2 * d, count: d)
      heads.attend(
        queries: query, queryCount: 1, queryStride: 3 * d, keys: keys, values: values, rows: row.history,
        length: row.history.count, stride: d, weights: weights, into: context + i * d, outStride: d)
    }
    output(
      try scratch.operands.operand(context, rows: rows.count, columns: d), rows: rows.count, residual: x,
      into: x, stride: d)
    if !preNorm { norm(x, rows: rows.count, into: x) }
  }
}
