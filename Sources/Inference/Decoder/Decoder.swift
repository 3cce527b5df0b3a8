/// The target side: one step for a set of hypotheses, wherever each of them stands.
struct Decoder: Sendable {
  let input: InputLayer
  private let layers: [DecoderLayer]
  private let finalNorm: LayerNorm?
  private let dimension: Int
  private let headCount: Int
  /// The heads of each layer that align, and how many there are in all.
  private let alignmentHeads: [[Int]]
  private let alignmentHeadCount: Int

  init(
    _ parameters: TransformerParameters, embedding: EmbeddingTable, configuration: TransformerConfiguration,
    build: LayerBuilder
  ) throws(InferenceError) {
    dimension = build.dimension
    headCount = build.stack.headCount
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
    let heads = try Self.alignmentHeads(configuration, layers: layers.count)
    alignmentHeadCount = heads.count
    alignmentHeads = layers.indices.map { layer in heads.filter { $0.layer == layer }.map(\.head) }
  }

  private static func alignmentHeads(
    _ configuration: TransformerConfiguration, layers: Int
  ) throws(InferenceError) -> [AlignmentHead] {
    let heads = configuration.resolvedAlignmentHeads(layers: layers)
    for wanted in heads
    where !(0..<layers).contains(wanted.layer) || !(0..<configuration.decoder.headCount).contains(wanted.head)
    {
      throw .invalidOption(
        name: "alignmentHeads", reason: "there is no head \(wanted.head) in decoder layer \(wanted.layer)")
    }
    return heads
  }

  /// Vectors that a target position has in each layer of the cache.
  var cacheVectors: [Int] { layers.map(\.targetMemory.vectorsPerPosition) }

  /// Cross-attention keys and values of a sentence whose encoder rows begin at `source`.
  func memory(of source: Operand, length: Int) throws(InferenceError) -> SourceMemory {
    let memory = try SourceMemory(length: length, layers: layers.count, dimension: dimension)
    for (index, layer) in layers.enumerated() {
      layer.sourceAttention.project(source: source, length: length, into: memory.keysAndValues(layer: index))
    }
    return memory
  }

  /// One step: x [rows, d] receives what the output layer multiplies.
  /// - Returns: cross-attention of each row, [source length], when `wantsAttention`; else nothing.
  func step(
    _ rows: [DecoderRow], groups: [DecoderGroup], cache: TargetCache, wantsAttention: Bool,
    into x: UnsafeMutablePointer<Float>, scratch: inout LayerScratch
  ) throws(InferenceError) -> [[Float]] {
    for (i, row) in rows.enumerated() {
      input.embed(row.token, position: row.position, into: x + i * dimension)
    }
    input.finish(x, rows: rows.count)

    var attention =
      wantsAttention
      ? groups.flatMap { group in group.rows.map { _ in [Float](repeating: 0, count: group.memory.length) } }
      : []
    for (index, layer) in layers.enumerated() {
      let record: ((DecoderGroup, UnsafePointer<Float>) -> Void)? =
        wantsAttention && !alignmentHeads[index].isEmpty
        ? { group, weights in addHeads(ofLayer: index, of: group, weights, to: &attention) } : nil
      try layer(
        x, index: index, rows: rows, groups: groups, cache: cache, scratch: &scratch, attention: record)
    }
    finalNorm?(x, rows: rows.count, into: x)
    return attention
  }

  /// weights: [rows of the group, heads, length]; attention: [rows][length] grows to the mean over the
  /// alignment heads of all layers.
  private func addHeads(
    ofLayer layer: Int, of group: DecoderGroup, _ weights: UnsafePointer<Float>, to attention: inout [[Float]]
  ) {
    let length = group.memory.length
    for (row, target) in group.rows.enumerated() {
      for head in alignmentHeads[layer] {
        let values = weights + (row * headCount + head) * length
        for i in 0..<length { attention[target][i] += values[i] / Float(alignmentHeadCount) }
      }
    }
  }
}
