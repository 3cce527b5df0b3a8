/// Self-attention of each hypothesis over its own positions.
struct TargetAttention: Sendable {
  let norm: LayerNorm
  private let input: SublayerInput
  private let queryKeyValue: Linear
  private let output: Linear
  private let heads: AttentionHeads

  init(
    _ parameters: SelfAttentionParameters, name: String, build: LayerBuilder, queryScale: Float?,
    previous: LayerNorm?
  ) throws(InferenceError) {
    let d = build.dimension
    norm = try build.norm(parameters.norm, "\(name)/layer_norm")
    input = SublayerInput(own: norm, previous: previous, preNorm: build.stack.preNorm)
    queryKeyValue = try build.attentionLinear(
      parameters.queryKeyValue, outputs: 3 * d, inputs: d, "\(name)/query_key_value")
    output = try build.attentionLinear(parameters.output, outputs: d, inputs: d, "\(name)/output")
    heads = try AttentionHeads(build: build, queryScale: queryScale)
  }

  /// x: [rows, d], in place; keys, values: [cache rows, d].
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, step: DecoderStep, keys: UnsafeMutablePointer<Float>,
    values: UnsafeMutablePointer<Float>, scratch: inout LayerScratch
  ) throws(InferenceError) {
    let (d, rows) = (output.outputs, step.rows.count)
    let operand = try input(x, rows: rows, dimension: d, scratch: &scratch)
    let projected = try scratch.projected.reserve(rows * 3 * d)
    queryKeyValue(operand, rows: rows, into: projected, stride: 3 * d)

    let context = try scratch.context.reserve(rows * d)
    for (i, row) in step.rows.enumerated() {
      let query = projected + i * 3 * d
      let own = step.cacheRow(of: row)
      (keys + own * d).update(from: query + d, count: d)
      (values + own * d).update(from: query + 2 * d, count: d)
      let weights = try scratch.attentionWeights.reserve(heads.count * row.history.count)
      step.withHistory(of: row) { history in
        heads.attend(
          queries: query, queryCount: 1, queryStride: 3 * d, keys: keys, values: values, rows: history,
          length: row.history.count, stride: d, weights: weights, into: context + i * d, outStride: d)
      }
    }
    output(
      try scratch.operands.operand(context, rows: rows, columns: d), rows: rows, residual: x, into: x,
      stride: d)
  }
}
