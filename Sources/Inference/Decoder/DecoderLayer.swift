/// What a layer does in turn: it reads the target so far, attends to the source, and feeds forward.
struct DecoderLayer: Sendable {
  let targetMemory: TargetMemory
  let sourceAttention: SourceAttention
  let feedForward: FeedForward

  init(
    _ parameters: DecoderLayerParameters, name: String, build: LayerBuilder, queryScale: Float?,
    previous: LayerNorm?
  ) throws(InferenceError) {
    targetMemory = try TargetMemory(
      parameters.targetMemory, name: name, build: build, queryScale: queryScale, previous: previous)
    sourceAttention = try SourceAttention(
      parameters.crossAttention, name: "\(name)/attention", build: build, queryScale: queryScale,
      previous: targetMemory.norm)
    feedForward = try FeedForward(
      parameters.feedForward, name: "\(name)/ffn", build: build, previous: sourceAttention.norm)
  }

  /// x: [rows, d], in place; `index` is the layer's number. Rows that record attention receive the layer's share.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, index: Int, step: DecoderStep, cache: TargetCache,
    alignment: AlignmentShare, scratch: inout LayerScratch
  ) throws(InferenceError) {
    try targetMemory(x, layer: index, step: step, cache: cache, scratch: &scratch)
    try sourceAttention(x, layer: index, step: step, alignment: alignment, scratch: &scratch)
    try feedForward(x, rows: step.rows.count, scratch: &scratch)
  }
}
