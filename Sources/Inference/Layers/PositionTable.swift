import Foundation

/// Position vectors, [positions, modelDimension].
struct PositionTable: Sendable {
  /// How many positions a generated table holds: far more than a sentence needs.
  private static let generatedPositions = 2048

  let count: Int
  private let dimension: Int
  private let values: [Float]

  init(_ encoding: PositionEncoding, dimension: Int, name: String) throws(InferenceError) {
    self.dimension = dimension
    switch encoding {
    case .table(let table):
      try table.validate(as: name, shape: [table.rows, dimension])
      count = table.rows
      values = table.floats()
    case .sinusoidal(let firstPosition, let denominator):
      count = Self.generatedPositions
      let half = dimension / 2
      var values = [Float](repeating: 0, count: count * dimension)
      for position in 0..<count {
        for i in 0..<half {
          // In float, as the engines that trained these models computed it.
          let rate = expf(Float(i) * -(logf(10000) / denominator))
          let angle = Float(position + firstPosition) * rate
          values[position * dimension + i] = sinf(angle)
          values[position * dimension + half + i] = cosf(angle)
        }
      }
      self.values = values
    }
  }

  /// x: [dimension] += the vector of `position`.
  func add(position: Int, to x: UnsafeMutablePointer<Float>) {
    values.withUnsafeBufferPointer { values in
      let row = position * dimension
      for i in 0..<dimension { x[i] += values[row + i] }
    }
  }
}
