/// Self-attention and feed-forward over source positions.
struct EncoderLayer: Sendable {
  private let norm: LayerNorm
  private let queryKeyValue: Linear
  private let output: Linear
  private let heads: AttentionHeads
  private let feedForward: FeedForward
  private let preNorm: Bool

  init(
    _ parameters: EncoderLayerParameters, name: String, build: LayerBuilder, queryScale: Float?
  ) throws(InferenceError) {
    let (d, attention) = (build.dimension, parameters.selfAttention)
    norm = try build.norm(attention.norm, "\(name)/self_attention/layer_norm")
    queryKeyValue = try build.attentionLinear(
      attention.queryKeyValue, outputs: 3 * d, inputs: d, "\(name)/self_attention/query_key_value")
    output = try build.attentionLinear(
      attention.output, outputs: d, inputs: d, "\(name)/self_attention/output")
    heads = try AttentionHeads(build: build, queryScale: queryScale)
    feedForward = try FeedForward(parameters.feedForward, name: "\(name)/ffn", build: build)
    preNorm = build.stack.preNorm
  }

  /// x: [tokens of all sentences, d], in place; a sentence attends to itself only.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, sentences: [Range<Int>], scratch: inout LayerScratch
  ) throws(InferenceError) {
    let d = output.outputs
    let rows = sentences.last?.upperBound ?? 0
    let longest = sentences.map(\.count).max() ?? 0
    let input = try scratch.input(x, rows: rows, dimension: d, norm: preNorm ? norm : nil)
    let projected = try scratch.projected.reserve(rows * 3 * d)
    queryKeyValue(
      try scratch.operands.operand(input, rows: rows, columns: d), rows: rows, into: projected, stride: 3 * d)

    let context = try scratch.context.reserve(rows * d)
    let weights = try scratch.attentionWeights.reserve(longest * heads.count * longest)
    for sentence in sentences {
      let first = projected + sentence.lowerBound * 3 * d
      heads.attend(
        queries: first, queryCount: sentence.count, queryStride: 3 * d, keys: first + d,
        values: first + 2 * d, rows: nil, length: sentence.count, stride: 3 * d, weights: weights,
        into: context + sentence.lowerBound * d, outStride: d)
    }
    output(
      try scratch.operands.operand(context, rows: rows, columns: d), rows: rows, residual: x, into: x,
      stride: d)
    if !preNorm { norm(x, rows: rows, into: x) }
    try feedForward(x, rows: rows, scratch: &scratch)
  }
}
