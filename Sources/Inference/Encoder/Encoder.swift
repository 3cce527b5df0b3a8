/// Source ids to the vectors that the decoder attends to.
struct Encoder: Sendable {
  let embedding: EmbeddingTable
  private let stack: StackConfiguration
  private let positions: PositionTable
  private let embeddingNorm: LayerNorm?
  private let layers: [EncoderLayer]
  private let finalNorm: LayerNorm?
  private let dimension: Int

  init(
    _ parameters: TransformerParameters, embedding: EmbeddingTable, configuration: TransformerConfiguration,
    build: LayerBuilder
  ) throws(InferenceError) {
    self.embedding = embedding
    stack = build.stack
    dimension = build.dimension
    positions = try PositionTable(
      build.stack.positionEncoding, dimension: dimension, name: "encoder/position_encodings")
    embeddingNorm = try parameters.encoderEmbeddingNorm.map { (norm) throws(InferenceError) in
      try build.norm(norm, "encoder/layernorm_embedding")
    }
    finalNorm = try parameters.encoderNorm.map { (norm) throws(InferenceError) in
      try build.norm(norm, "encoder/layer_norm")
    }
    var layers: [EncoderLayer] = []
    for (index, layer) in parameters.encoderLayers.enumerated() {
      layers.append(
        try EncoderLayer(
          layer, name: "encoder/layer_\(index)", build: build, queryScale: configuration.queryScale))
    }
    self.layers = layers
  }

  /// The longest sentence, special tokens included.
  var positionLimit: Int { positions.count }

  /// Sentences back to back, without padding: x [sum of lengths, d] as the decoder reads it.
  func encode(
    _ sentences: [[Int32]], into x: UnsafeMutablePointer<Float>, scratch: inout LayerScratch
  ) throws(InferenceError) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var row = 0
    for sentence in sentences {
      ranges.append(row..<row + sentence.count)
      for (position, token) in sentence.enumerated() {
        let vector = x + row * dimension
        embedding.look(up: token, multiplier: stack.embeddingMultiplier, dimension: dimension, into: vector)
        positions.add(position: position, to: vector)
        row += 1
      }
    }
    embeddingNorm?(x, rows: row, into: x)
    for layer in layers { try layer(x, sentences: ranges, scratch: &scratch) }
    finalNorm?(x, rows: row, into: x)
    return ranges
  }
}
