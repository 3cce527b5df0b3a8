import Foundation

/// Position vectors, [positions, modelDimension].
struct PositionTable: Sendable {
  /// How many positions there are without a table: far more than a sentence needs.
  private static let positionLimit = 2048
  /// How many of them are made beforehand: nearly all sentences are shorter, and making them takes time.
  private static let preparedPositions = 160

  let count: Int
  private let dimension: Int
  private let encoding: PositionEncoding
  private let values: [Float]  // [prepared positions, dimension]; none for a table that is used in place

  init(_ encoding: PositionEncoding, dimension: Int, name: String) throws(InferenceError) {
    self.dimension = dimension
    self.encoding = encoding
    switch encoding {
    case .table(let table):
      try table.validate(as: name, shape: [table.rows, dimension])
      count = table.rows
      values = table.elementType == .float32 ? [] : table.floats()
    case .sinusoidal(let firstPosition, let denominator):
      count = Self.positionLimit
      var values = [Float](repeating: 0, count: Self.preparedPositions * dimension)
      for position in 0..<Self.preparedPositions {
        Self.forEachWave(position + firstPosition, dimension, denominator) { i, value in
          values[position * dimension + i] = value
        }
      }
      self.values = values
    }
  }

  /// x: [dimension] += the vector of `position`.
  func add(position: Int, to x: UnsafeMutablePointer<Float>) {
    let row = position * dimension
    guard row + dimension <= values.count else { return addUnprepared(position, to: x) }
    values.withUnsafeBufferPointer { values in
      for i in 0..<dimension { x[i] += values[row + i] }
    }
  }

  private func addUnprepared(_ position: Int, to x: UnsafeMutablePointer<Float>) {
    switch encoding {
    case .sinusoidal(let firstPosition, let denominator):
      Self.forEachWave(position + firstPosition, dimension, denominator) { i, value in x[i] += value }
    case .table(let table):
      table.data.withUnsafeBytes { bytes in
        let row = position * dimension
        for i in 0..<dimension { x[i] += bytes.loadUnaligned(fromByteOffset: (row + i) * 4, as: Float.self) }
      }
    }
  }

  /// The elements of a position's vector: sines, then cosines.
  private static func forEachWave(
    _ position: Int, _ dimension: Int, _ denominator: Float, _ body: (Int, Float) -> Void
  ) {
    let half = dimension / 2
    for i in 0..<half {
      // In float, as the engines that trained these models computed it.
      let angle = Float(position) * expf(Float(i) * -(logf(10000) / denominator))
      body(i, sinf(angle))
      body(half + i, cosf(angle))
    }
  }
}
