import CKernels

/// Token ids to rows of modelDimension.
enum EmbeddingTable: Sendable {
  /// The rows of the output layer, which shares its matrix.
  case tied(Linear)
  /// A table of its own.
  case own(Tensor)

  /// The number of rows.
  var vocabularySize: Int {
    switch self {
    case .tied(let output): output.outputs
    case .own(let table): table.rows
    }
  }

  /// x: [dimension] = table[token] * multiplier
  func look(up token: Int32, multiplier: Float, dimension: Int, into x: UnsafeMutablePointer<Float>) {
    switch self {
    case .tied(let output):
      output.unpackRow(Int(token), multiplier: multiplier, into: x)
    case .own(let table):
      table.readRows(Int(token)..<Int(token) + 1, into: x)
      for i in 0..<dimension { x[i] *= multiplier }
    }
  }
}
