import CKernels

/// An int8 matrix [n, k] packed into guarded memory, its plain values kept beside it. Rows above the limit of
/// the kernels' 16-bit sums are made smaller.
struct Int8Matrix {
  let n: Int
  let k: Int
  let weights: [Int8]
  let scale: [Float]
  let bias: [Float]?
  let values: GuardedBuffer<Int8>
  let rowSum: GuardedBuffer<Int32>
  private let paddedScale: GuardedBuffer<Float>
  private let paddedBias: GuardedBuffer<Float>?

  init(n: Int, k: Int, weights: [Int8], scale: [Float]? = nil, bias: [Float]? = nil) {
    let columns = dk_panels(n) * Int(DK_PANEL)
    self.n = n
    self.k = k
    let weights = Self.limited(weights, k: k)
    self.weights = weights
    self.scale = scale ?? [Float](repeating: 1, count: n)
    self.bias = bias
    values = GuardedBuffer(count: columns * dk_padded_k(k), repeating: 99)
    rowSum = GuardedBuffer(count: columns, repeating: 99)
    paddedScale = GuardedBuffer(self.scale + [Float](repeating: 0, count: columns - n))
    paddedBias = bias.map { GuardedBuffer($0 + [Float](repeating: 0, count: columns - n)) }
    let plain = GuardedBuffer(weights)
    dk_pack_int8(plain.base, n, k, values.base, rowSum.base)
  }

  private static func limited(_ weights: [Int8], k: Int) -> [Int8] {
    var weights = weights
    for row in stride(from: 0, to: weights.count, by: k) {
      while dk_is_within_group_limit(Array(weights[row..<row + k]), k) == 0 {
        for t in row..<row + k { weights[t] = weights[t] / 4 * 3 }
      }
    }
    return weights
  }

  var view: dk_int8_matrix {
    dk_int8_matrix(
      values: values.base, scale: paddedScale.base, row_sum: rowSum.base, bias: paddedBias?.base,
      n: n, k: k)
  }

  /// The exact sum of row `row` of `a` with output `j`.
  func sum(_ a: QuantizedRows, _ row: Int, _ j: Int) -> Int {
    weights.withUnsafeBufferPointer { w in
      var sum = 0
      for t in 0..<k { sum += a.integer(row, t) * Int(w[j * k + t]) }
      return sum
    }
  }
}

/// A float32 matrix [n, k] packed into guarded memory.
struct FloatMatrix {
  let n: Int
  let k: Int
  let weights: [Float]
  let bias: [Float]?
  let values: GuardedBuffer<Float>
  private let paddedBias: GuardedBuffer<Float>?

  init(n: Int, k: Int, weights: [Float], bias: [Float]? = nil) {
    let columns = dk_panels(n) * Int(DK_PANEL)
    self.n = n
    self.k = k
    self.weights = weights
    self.bias = bias
    values = GuardedBuffer(count: columns * k, repeating: .nan)
    paddedBias = bias.map { GuardedBuffer($0 + [Float](repeating: 0, count: columns - n)) }
    let plain = GuardedBuffer(weights)
    dk_pack_f32(plain.base, n, k, values.base)
  }

  var view: dk_f32_matrix {
    dk_f32_matrix(values: values.base, bias: paddedBias?.base, n: n, k: k)
  }
}
