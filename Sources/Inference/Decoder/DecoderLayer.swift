/// Self-attention over the target so far, cross-attention to the source, feed-forward.
struct DecoderLayer: Sendable {
  private let selfNorm: LayerNorm
  private let queryKeyValue: Linear
  private let selfOutput: Linear
  private let crossNorm: LayerNorm
  private let crossQuery: Linear
  private let crossKeyValue: Linear
  private let crossOutput: Linear
  private let heads: AttentionHeads
  private let feedForward: FeedForward
  private let preNorm: Bool

  init(
    _ parameters: DecoderLayerParameters, name: String, build: LayerBuilder, queryScale: Float?
  ) throws(InferenceError) {
    let d = build.dimension
    guard case .selfAttention(let own) = parameters.targetMemory else {
      throw .invalidOption(name: "targetMemory", reason: "recurrent units are not run")
    }
    let cross = parameters.crossAttention
    selfNorm = try build.norm(own.norm, "\(name)/self_attention/layer_norm")
    queryKeyValue = try build.linear(
      own.queryKeyValue, outputs: 3 * d, inputs: d, "\(name)/self_attention/query_key_value")
    selfOutput = try build.linear(own.output, outputs: d, inputs: d, "\(name)/self_attention/output")
    crossNorm = try build.norm(cross.norm, "\(name)/attention/layer_norm")
    crossQuery = try build.linear(cross.query, outputs: d, inputs: d, "\(name)/attention/query")
    crossKeyValue = try build.linear(cross.keyValue, outputs: 2 * d, inputs: d, "\(name)/attention/key_value")
    crossOutput = try build.linear(cross.output, outputs: d, inputs: d, "\(name)/attention/output")
    heads = try AttentionHeads(build: build, queryScale: queryScale)
    feedForward = try FeedForward(parameters.feedForward, name: "\(name)/ffn", build: build)
    preNorm = build.stack.preNorm
  }

  /// Cross keys and values of one sentence: source [length, d] -> [length, 2d].
  func project(source: Operand, length: Int, into keysAndValues: UnsafeMutablePointer<Float>) {
    crossKeyValue(source, rows: length, into: keysAndValues, stride: crossKeyValue.outputs)
  }

  /// x: [rows, d], in place. `attention` receives the cross-attention weights of each group,
  /// [rows of the group, heads, source length].
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, index: Int, rows: [DecoderRow], groups: [DecoderGroup],
    cache: KeyValueCache, scratch: inout LayerScratch,
    attention: ((DecoderGroup, UnsafePointer<Float>) -> Void)?
  ) throws(InferenceError) {
    try attendToTarget(
      x, rows: rows, keys: cache.keys(layer: index), values: cache.values(layer: index), &scratch)
    try attendToSource(x, index: index, rows: rows.count, groups: groups, &scratch, attention)
    try feedForward(x, rows: rows.count, scratch: &scratch)
  }

  private func attendToTarget(
    _ x: UnsafeMutablePointer<Float>, rows: [DecoderRow], keys: UnsafeMutablePointer<Float>,
    values: UnsafeMutablePointer<Float>, _ scratch: inout LayerScratch
  ) throws(InferenceError) {
    let d = selfOutput.outputs
    let input = try scratch.input(x, rows: rows.count, dimension: d, norm: preNorm ? selfNorm : nil)
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
    selfOutput(
      try scratch.operands.operand(context, rows: rows.count, columns: d), rows: rows.count, residual: x,
      into: x, stride: d)
    if !preNorm { selfNorm(x, rows: rows.count, into: x) }
  }

  private func attendToSource(
    _ x: UnsafeMutablePointer<Float>, index: Int, rows: Int, groups: [DecoderGroup],
    _ scratch: inout LayerScratch, _ attention: ((DecoderGroup, UnsafePointer<Float>) -> Void)?
  ) throws(InferenceError) {
    let d = crossOutput.outputs
    let input = try scratch.input(x, rows: rows, dimension: d, norm: preNorm ? crossNorm : nil)
    let queries = try scratch.projected.reserve(rows * d)
    crossQuery(
      try scratch.operands.operand(input, rows: rows, columns: d), rows: rows, into: queries, stride: d)

    let context = try scratch.context.reserve(rows * d)
    let largest = groups.map { $0.rows.count * $0.memory.length }.max() ?? 0
    let weights = try scratch.attentionWeights.reserve(heads.count * largest)
    for group in groups {
      let keys = group.memory.keysAndValues(layer: index)
      let first = group.rows.lowerBound * d
      heads.attend(
        queries: queries + first, queryCount: group.rows.count, queryStride: d, keys: keys, values: keys + d,
        rows: nil, length: group.memory.length, stride: 2 * d, weights: weights, into: context + first,
        outStride: d)
      attention?(group, weights)
    }
    crossOutput(
      try scratch.operands.operand(context, rows: rows, columns: d), rows: rows, residual: x, into: x,
      stride: d)
    if !preNorm { crossNorm(x, rows: rows, into: x) }
  }
}
