/// What a stack of layers reads: embeddings with positions, [rows, modelDimension].
struct InputLayer: Sendable {
  let table: EmbeddingTable
  private let multiplier: Float
  private let positions: PositionTable
  private let norm: LayerNorm?
  private let dimension: Int

  init(
    table: EmbeddingTable, norm: LayerNormParameters?, name: String, build: LayerBuilder
  ) throws(InferenceError) {
    self.table = table
    multiplier = build.stack.embeddingMultiplier
    dimension = build.dimension
    positions = try PositionTable(
      build.stack.positionEncoding, dimension: dimension, name: "\(name)/position_encodings")
    self.norm = try build.norm(norm, "\(name)/layernorm_embedding")
  }

  /// The longest sentence, special tokens included.
  var positionLimit: Int { positions.count }

  /// vector: [dimension]; no token is a zero vector.
  func embed(_ token: Int32?, position: Int, into vector: UnsafeMutablePointer<Float>) {
    if let token {
      table.look(up: token, multiplier: multiplier, dimension: dimension, into: vector)
    } else {
      vector.update(repeating: 0, count: dimension)
    }
    positions.add(position: position, to: vector)
  }

  /// Once all rows are there: x [rows, dimension], in place.
  func finish(_ x: UnsafeMutablePointer<Float>, rows: Int) {
    norm?(x, rows: rows, into: x)
  }
}
