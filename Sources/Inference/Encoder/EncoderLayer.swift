/// Self-attention and feed-forward over source positions.
struct EncoderLayer: Sendable {
  private let input: SublayerInput
  private let queryKeyValue: Linear
  private let output: Linear
  private let heads: AttentionHeads
  let feedForward: FeedForward

  init(
    _ parameters: EncoderLayerParameters, name: String, build: LayerBuilder, queryScale: Float?,
    previous: LayerNorm?
  ) throws(InferenceError) {
    let (d, attention) = (build.dimension, parameters.selfAttention)
    let norm = try build.norm(attention.norm, "\(name)/self_attention/layer_norm") as LayerNorm
    input = SublayerInput(own: norm, previous: previous, preNorm: build.stack.preNorm)
    queryKeyValue = try build.attentionLinear(
      attention.queryKeyValue, outputs: 3 * d, inputs: d, "\(name)/self_attention/query_key_value")
    output = try build.attentionLinear(
      attention.output, outputs: d, inputs: d, "\(name)/self_attention/output")
    heads = try AttentionHeads(build: build, queryScale: queryScale)
    feedForward = try FeedForward(parameters.feedForward, name: "\(name)/ffn", build: build, previous: norm)
  }

  /// x: [tokens of all sentences, d], in place; a sentence attends to itself only.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, sentences: [Range<Int>], scratch: inout LayerScratch
  ) throws(InferenceError) {
    let d = output.outputs
    let rows = sentences.last?.upperBound ?? 0
    let longest = sentences.map(\.count).max() ?? 0
    let operand = try input(x, rows: rows, dimension: d, scratch: &scratch)
    let projected = try scratch.projected.reserve(rows * 3 * d)
    queryKeyValue(operand, rows: rows, into: projected, stride: 3 * d)

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
    try feedForward(x, rows: rows, scratch: &scratch)
  }
}
