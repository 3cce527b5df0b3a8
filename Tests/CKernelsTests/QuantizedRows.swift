import CKernels

/// Rows of unsigned 7-bit activations in guarded memory.
struct QuantizedRows {
  let count: Int
  let k: Int
  let values: GuardedBuffer<UInt8>
  let scale: GuardedBuffer<Float>
  let zero: GuardedBuffer<Int32>

  var paddedK: Int { dk_padded_k(k) }

  init(count: Int, k: Int) {
    self.count = count
    self.k = k
    values = GuardedBuffer(count: count * dk_padded_k(k), repeating: 0xEE)
    scale = GuardedBuffer(count: count, repeating: .nan)
    zero = GuardedBuffer(count: count, repeating: -1)
  }

  /// Rows as given, with scale 1 and these zero points.
  init(integers: [UInt8], k: Int, zero: [Int32]) {
    self.init(count: zero.count, k: k)
    for row in 0..<count {
      for t in 0..<paddedK { values.base[row * paddedK + t] = t < k ? integers[row * k + t] : 0 }
      scale.base[row] = 1
      self.zero.base[row] = zero[row]
    }
  }

  func view(from row: Int) -> dk_u7_rows {
    dk_u7_rows(
      values: values.base + row * paddedK, scale: scale.base + row, zero: zero.base + row)
  }

  func integer(_ row: Int, _ t: Int) -> Int { Int(values[row * paddedK + t]) - Int(zero[row]) }

  func real(_ row: Int, _ t: Int) -> Float { scale[row] * Float(integer(row, t)) }
}
