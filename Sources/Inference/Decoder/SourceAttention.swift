/// Cross-attention of hypotheses to their source sentence.
struct SourceAttention: Sendable {
  private let norm: LayerNorm
  private let query: Linear
  private let keyValue: Linear
  private let output: Linear
  private let heads: AttentionHeads
  private let preNorm: Bool

  init(
    _ parameters: CrossAttentionParameters, name: String, build: LayerBuilder, queryScale: Float?
  ) throws(InferenceError) {
    let d = build.dimension
    norm = try build.norm(parameters.norm, "\(name)/layer_norm")
    query = try build.attentionLinear(parameters.query, outputs: d, inputs: d, "\(name)/query")
    keyValue = try build.attentionLinear(parameters.keyValue, outputs: 2 * d, inputs: d, "\(name)/key_value")
    output = try build.attentionLinear(parameters.output, outputs: d, inputs: d, "\(name)/output")
    heads = try AttentionHeads(build: build, queryScale: queryScale)
    preNorm = build.stack.preNorm
  }

  /// Keys and values of one sentence: source [length, d] -> [length, 2d].
  func project(source: Operand, length: Int, into keysAndValues: UnsafeMutablePointer<Float>) {
    keyValue(source, rows: length, into: keysAndValues, stride: keyValue.outputs)
  }

  /// x: [rows, d], in place. `attention` receives the weights of each group,
  /// [rows of the group, heads, source length].
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, layer: Int, rows: Int, groups: [DecoderGroup],
    scratch: inout LayerScratch, attention: ((DecoderGroup, UnsafePointer<Float>) -> Void)?
  ) throws(InferenceError) {
    let d = output.outputs
    let input = try scratch.input(x, rows: rows, dimension: d, norm: preNorm ? norm : nil)
    let queries = try scratch.projected.reserve(rows * d)
    query(try scratch.operands.operand(input, rows: rows, columns: d), rows: rows, into: queries, stride: d)

    let context = try scratch.context.reserve(rows * d)
    let largest = groups.map { $0.rows.count * $0.memory.length }.max() ?? 0
    let weights = try scratch.attentionWeights.reserve(heads.count * largest)
    for group in groups {
      let keys = group.memory.keysAndValues(layer: layer)
      let first = group.rows.lowerBound * d
      heads.attend(
        queries: queries + first, queryCount: group.rows.count, queryStride: d, keys: keys, values: keys + d,
        rows: nil, length: group.memory.length, stride: 2 * d, weights: weights, into: context + first,
        outStride: d)
      attention?(group, weights)
    }
    output(
      try scratch.operands.operand(context, rows: rows, columns: d), rows: rows, residual: x, into: x,
      stride: d)
    if !preNorm { norm(x, rows: rows, into: x) }
  }
}
