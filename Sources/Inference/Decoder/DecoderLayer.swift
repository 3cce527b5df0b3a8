/// What a layer does in turn: it reads the target so far, attends to the source, and feeds forward.
struct DecoderLayer: Sendable {
  let targetMemory: TargetMemory
  let sourceAttention: SourceAttention
  private let feedForward: FeedForward

  init(
    _ parameters: DecoderLayerParameters, name: String, build: LayerBuilder, queryScale: Float?
  ) throws(InferenceError) {
    targetMemory = try TargetMemory(
      parameters.targetMemory, name: name, build: build, queryScale: queryScale)
    sourceAttention = try SourceAttention(
      parameters.crossAttention, name: "\(name)/attention", build: build, queryScale: queryScale)
    feedForward = try FeedForward(parameters.feedForward, name: "\(name)/ffn", build: build)
  }

  /// x: [rows, d], in place; `index` is the layer's number. `attention` receives the cross-attention weights
  /// of each group, [rows of the group, heads, source length].
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, index: Int, rows: [DecoderRow], groups: [DecoderGroup],
    cache: TargetCache, scratch: inout LayerScratch,
    attention: ((DecoderGroup, UnsafePointer<Float>) -> Void)?
  ) throws(InferenceError) {
    try targetMemory(x, layer: index, rows: rows, cache: cache, scratch: &scratch)
    try sourceAttention(
      x, layer: index, rows: rows.count, groups: groups, scratch: &scratch, attention: attention)
    try feedForward(x, rows: rows.count, scratch: &scratch)
  }
}
