/// The target side: one step for a set of hypotheses, wherever each of them stands.
struct Decoder: Sendable {
  let input: InputLayer
  let layerCount: Int
  private let layers: [DecoderLayer]
  private let finalNorm: LayerNorm?
  private let dimension: Int
  private let headCount: Int
  private let alignmentLayer: Int
  private let alignmentHeadCount: Int

  init(
    _ parameters: TransformerParameters, embedding: EmbeddingTable, configuration: TransformerConfiguration,
    build: LayerBuilder
  ) throws(InferenceError) {
    dimension = build.dimension
    headCount = build.stack.headCount
    layerCount = parameters.decoderLayers.count
    input = try InputLayer(
      table: embedding, norm: parameters.decoderEmbeddingNorm, name: "decoder", build: build)
    finalNorm = try build.norm(parameters.decoderNorm, "decoder/layer_norm")
    var layers: [DecoderLayer] = []
    for (index, layer) in parameters.decoderLayers.enumerated() {
      layers.append(
        try DecoderLayer(
          layer, name: "decoder/layer_\(index)", build: build, queryScale: configuration.queryScale))
    }
    self.layers = layers
    let wanted = configuration.alignmentLayer
    alignmentLayer = min(max(wanted < 0 ? layerCount + wanted : wanted, 0), max(layerCount - 1, 0))
    let heads = configuration.alignmentHeadCount
    alignmentHeadCount = heads > 0 ? min(heads, headCount) : headCount
  }

  /// Cross-attention keys and values of a sentence whose encoder rows begin at `source`.
  func memory(of source: Operand, length: Int) throws(InferenceError) -> SourceMemory {
    let memory = try SourceMemory(length: length, layers: layerCount, dimension: dimension)
    for (index, layer) in layers.enumerated() {
      layer.project(source: source, length: length, into: memory.keysAndValues(layer: index))
    }
    return memory
  }

  /// One step: x [rows, d] receives what the output layer multiplies.
  /// - Returns: cross-attention of each row, [source length], when `wantsAttention`; else nothing.
  func step(
    _ rows: [DecoderRow], groups: [DecoderGroup], cache: KeyValueCache, wantsAttention: Bool,
    into x: UnsafeMutablePointer<Float>, scratch: inout LayerScratch
  ) throws(InferenceError) -> [[Float]] {
    for (i, row) in rows.enumerated() {
      input.embed(row.token, position: row.position, into: x + i * dimension)
    }
    input.finish(x, rows: rows.count)

    var attention: [[Float]] = []
    for (index, layer) in layers.enumerated() {
      let record: ((DecoderGroup, UnsafePointer<Float>) -> Void)? =
        wantsAttention && index == alignmentLayer
        ? { group, weights in attention += averagedHeads(of: group, weights) } : nil
      try layer(
        x, index: index, rows: rows, groups: groups, cache: cache, scratch: &scratch, attention: record)
    }
    finalNorm?(x, rows: rows.count, into: x)
    return attention
  }

  /// weights: [rows of the group, heads, length] -> mean over the alignment heads, by row.
  private func averagedHeads(of group: DecoderGroup, _ weights: UnsafePointer<Float>) -> [[Float]] {
    let length = group.memory.length
    return (0..<group.rows.count).map { row in
      var mean = [Float](repeating: 0, count: length)
      for head in 0..<alignmentHeadCount {
        let values = weights + (row * headCount + head) * length
        for i in 0..<length { mean[i] += values[i] / Float(alignmentHeadCount) }
      }
      return mean
    }
  }
}
