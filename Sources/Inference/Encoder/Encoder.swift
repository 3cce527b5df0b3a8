/// Source ids to the vectors that the decoder attends to.
struct Encoder: Sendable {
  let input: InputLayer
  private let layers: [EncoderLayer]
  /// What is left to do after the last layer.
  private let lastNorms: [LayerNorm]
  private let dimension: Int

  init(
    _ parameters: TransformerParameters, embedding: EmbeddingTable, configuration: TransformerConfiguration,
    build: LayerBuilder
  ) throws(InferenceError) {
    dimension = build.dimension
    input = try InputLayer(
      table: embedding, norm: parameters.encoderEmbeddingNorm, name: "encoder", build: build)
    var layers: [EncoderLayer] = []
    for (index, layer) in parameters.encoderLayers.enumerated() {
      layers.append(
        try EncoderLayer(
          layer, name: "encoder/layer_\(index)", build: build, queryScale: configuration.queryScale,
          previous: layers.last?.feedForward.norm))
    }
    self.layers = layers
    let norm = build.stack.preNorm ? nil : layers.last?.feedForward.norm
    lastNorms = try [norm, build.norm(parameters.encoderNorm, "encoder/layer_norm")].compactMap { $0 }
  }

  /// Sentences back to back, without padding: x [sum of lengths, d] as the decoder reads it.
  func encode(
    _ sentences: [[Int32]], into x: UnsafeMutablePointer<Float>, scratch: inout LayerScratch
  ) throws(InferenceError) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var row = 0
    for sentence in sentences {
      ranges.append(row..<row + sentence.count)
      for (position, token) in sentence.enumerated() {
        input.embed(token, position: position, into: x + row * dimension)
        row += 1
      }
    }
    input.finish(x, rows: row)
    for layer in layers { try layer(x, sentences: ranges, scratch: &scratch) }
    for norm in lastNorms { norm(x, rows: row, into: x) }
    return ranges
  }
}
