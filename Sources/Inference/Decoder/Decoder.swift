/// The target side: one step for a set of hypotheses, wherever each of them stands.
struct Decoder: Sendable {
  let input: InputLayer
  private let layers: [DecoderLayer]
  /// What is left to do after the last layer.
  private let lastNorms: [LayerNorm]
  private let dimension: Int
  private let alignmentShares: [AlignmentShare]  // of each layer

  init(
    _ parameters: TransformerParameters, embedding: EmbeddingTable, configuration: TransformerConfiguration,
    build: LayerBuilder
  ) throws(InferenceError) {
    dimension = build.dimension
    input = try InputLayer(
      table: embedding, norm: parameters.decoderEmbeddingNorm, name: "decoder", build: build)
    var layers: [DecoderLayer] = []
    for (index, layer) in parameters.decoderLayers.enumerated() {
      layers.append(
        try DecoderLayer(
          layer, name: "decoder/layer_\(index)", build: build, queryScale: configuration.queryScale,
          previous: layers.last?.feedForward.norm))
    }
    self.layers = layers
    let norm = build.stack.preNorm ? nil : layers.last?.feedForward.norm
    lastNorms = try [norm, build.norm(parameters.decoderNorm, "decoder/layer_norm")].compactMap { $0 }
    let heads = try Self.alignmentHeads(configuration, layers: layers.count)
    alignmentShares = layers.indices.map { layer in
      AlignmentShare(heads: heads.filter { $0.layer == layer }.map(\.head), headCount: heads.count)
    }
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
      layer.sourceAttention.project(source: source, into: memory, layer: index)
    }
    return memory
  }

  /// One step: x [rows, d] receives what the output layer multiplies.
  func run(
    _ step: DecoderStep, cache: TargetCache, into x: UnsafeMutablePointer<Float>, scratch: inout LayerScratch
  ) throws(InferenceError) {
    for (i, row) in step.rows.enumerated() {
      input.embed(row.token, position: row.position, into: x + i * dimension)
    }
    input.finish(x, rows: step.rows.count)
    for (index, layer) in layers.enumerated() {
      try layer(
        x, index: index, step: step, cache: cache, alignment: alignmentShares[index], scratch: &scratch)
    }
    for norm in lastNorms { norm(x, rows: step.rows.count, into: x) }
  }
}
