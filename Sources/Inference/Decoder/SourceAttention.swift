/// Cross-attention of hypotheses to their source sentence.
struct SourceAttention: Sendable {
  let norm: LayerNorm
  private let input: SublayerInput
  private let query: Linear
  private let keyValue: Linear
  private let output: Linear
  private let heads: AttentionHeads

  init(
    _ parameters: CrossAttentionParameters, name: String, build: LayerBuilder, queryScale: Float?,
    previous: LayerNorm?
  ) throws(InferenceError) {
    let d = build.dimension
    norm = try build.norm(parameters.norm, "\(name)/layer_norm")
    input = SublayerInput(own: norm, previous: previous, preNorm: build.stack.preNorm)
    query = try build.attentionLinear(parameters.query, outputs: d, inputs: d, "\(name)/query")
    keyValue = try build.attentionLinear(parameters.keyValue, outputs: 2 * d, inputs: d, "\(name)/key_value")
    output = try build.attentionLinear(parameters.output, outputs: d, inputs: d, "\(name)/output")
    heads = try AttentionHeads(build: build, queryScale: queryScale)
  }

  /// Keys and values of one sentence, as this layer of `memory`: source [length, d] -> [length, 2d].
  func project(source: Operand, into memory: SourceMemory, layer: Int) {
    keyValue(source, rows: memory.length, into: memory.keysAndValues(layer: layer), stride: memory.stride)
  }

  /// x: [rows, d], in place. Rows that record attention receive the layer's share.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, layer: Int, step: DecoderStep, alignment: AlignmentShare,
    scratch: inout LayerScratch
  ) throws(InferenceError) {
    let (d, rows) = (output.outputs, step.rows.count)
    let operand = try input(x, rows: rows, dimension: d, scratch: &scratch)
    let queries = try scratch.projected.reserve(rows * d)
    query(operand, rows: rows, into: queries, stride: d)

    let context = try scratch.context.reserve(rows * d)
    for group in step.groups {
      let length = group.memory.length
      let weights = try scratch.attentionWeights.reserve(group.rows.count * heads.count * length)
      let keys = group.memory.keysAndValues(layer: layer)
      let first = group.rows.lowerBound * d
      heads.attend(
        queries: queries + first, queryCount: group.rows.count, queryStride: d, keys: keys, values: keys + d,
        rows: nil, length: length, stride: group.memory.stride, weights: weights, into: context + first,
        outStride: d)
      for (i, row) in group.rows.enumerated() {
        guard let own = step.rows[row].attention else { continue }
        alignment.add(weights + i * heads.count * length, length: length, to: own)
      }
    }
    output(
      try scratch.operands.operand(context, rows: rows, columns: d), rows: rows, residual: x, into: x,
      stride: d)
  }
}
