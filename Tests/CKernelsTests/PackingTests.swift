import CKernels
import TestSupport
import Testing

struct PackingTests {
  static let shapes = [(1, 1), (3, 5), (16, 4), (17, 7), (40, 64), (31, 102)]

  @Test(arguments: shapes) func int8ValuesLieInPanels(n: Int, k: Int) {
    var numbers = SeededGenerator(seed: UInt64(n))
    let w = Int8Matrix(n: n, k: k, weights: numbers.int8s(n * k))
    let padded = dk_padded_k(k)
    for j in 0..<dk_panels(n) * 16 {
      let expected = (0..<padded).map { t in j < n && t < k ? w.weights[j * k + t] : 0 }
      let found = (0..<padded).map { t in
        w.values[j / 16 * padded * 16 + t / 4 * 64 + j % 16 * 4 + t % 4]
      }
      #expect(found == expected)
      #expect(Int(w.rowSum[j]) == expected.reduce(0) { $0 + Int($1) })
    }
  }

  @Test(arguments: shapes) func int8RowsComeBack(n: Int, k: Int) {
    var numbers = SeededGenerator(seed: UInt64(n))
    let scale = numbers.floats(n, in: 0.01...2)
    let w = Int8Matrix(n: n, k: k, weights: numbers.int8s(n * k), scale: scale)
    for j in 0..<n {
      let x = GuardedBuffer(count: k, repeating: Float.nan)
      withUnsafePointer(to: w.view) { dk_unpack_int8_row($0, j, 3, x.base) }
      let expected = (0..<k).map { Double(w.weights[j * k + $0]) * Double(scale[j]) * 3 }
      #expect(worstError(x.elements, expected) < 3e-7)
    }
  }

  @Test(arguments: shapes) func floatRowsComeBack(n: Int, k: Int) {
    var numbers = SeededGenerator(seed: UInt64(n))
    let w = FloatMatrix(n: n, k: k, weights: numbers.floats(n * k))
    for j in 0..<n {
      let x = GuardedBuffer(count: k, repeating: Float.nan)
      withUnsafePointer(to: w.view) { dk_unpack_f32_row($0, j, 0.5, x.base) }
      #expect(x.elements == w.weights[j * k..<(j + 1) * k].map { $0 * 0.5 })
    }
    for j in n..<dk_panels(n) * 16 {
      for t in 0..<k { #expect(w.values[j / 16 * k * 16 + t * 16 + j % 16] == 0) }
    }
  }

  private func quantized(_ w: [Float], k: Int) -> (q: [Int8], scale: [Float]) {
    let q = GuardedBuffer(count: w.count, repeating: Int8(99))
    let scale = GuardedBuffer(count: w.count / k, repeating: Float.nan)
    let plain = GuardedBuffer(w)
    dk_quantize_weights(plain.base, w.count / k, k, q.base, scale.base)
    return (q.elements, scale.elements)
  }

  @Test(arguments: [1, 5, 64, 333]) func weightsAreQuantizedByRow(k: Int) {
    var numbers = SeededGenerator(seed: UInt64(k))
    let w = numbers.floats(k) + numbers.floats(k, in: -1e-6...1e-6) + numbers.floats(k, in: -900...5)
    let (q, scale) = quantized(w, k: k)
    for row in 0..<3 {
      let values = w[row * k..<(row + 1) * k]
      let largest = values.map(abs).max() ?? 0
      #expect(scale[row] >= largest / 127)
      for (weight, integer) in zip(values, q[row * k..<(row + 1) * k]) {
        #expect((-127...127).contains(integer))
        #expect(abs(Float(integer) * scale[row] - weight) <= scale[row] * 0.5001)
      }
    }
  }

  /// A row takes all levels where its sums allow that, and else as many as they allow.
  @Test func rowsKeepToTheLimitOfSixteenBits() {
    let even = [Float](repeating: 1, count: 64)
    let onePeak = [Float](repeating: 0.01, count: 63) + [1]
    let alternating = (0..<64).map { Float($0 % 3) - 1 }
    let (q, scale) = quantized(even + onePeak + alternating, k: 64)
    #expect(q[0..<64].allSatisfy { $0 == 32 })
    #expect(q[127] == 127 && scale[1] == 1 / 127)
    for row in 0..<3 {
      #expect(dk_is_within_group_limit(Array(q[row * 64..<row * 64 + 64]), 64) == 1)
      // One level more, and some sum would be above.
      let finer = w(row).map { Int8(clamping: Int(($0 / scale[row] * 1.1).rounded())) }
      #expect(row == 1 || dk_is_within_group_limit(finer, 64) == 0)
    }
    func w(_ row: Int) -> [Float] { [even, onePeak, alternating][row] }
    #expect(dk_is_within_group_limit([Int8](repeating: 33, count: 16), 16) == 0)
    #expect(dk_is_within_group_limit([Int8](repeating: -33, count: 16), 16) == 0)
    #expect(
      dk_is_within_group_limit([127, -127, 127, -127, 4, -4, 127, 127, 0, 0, 0, 0, 127, 0, 3, 1], 16) == 0)
  }

  @Test func weightsWithoutAFiniteRangeAreZeros() {
    let (q, scale) = quantized([0, 0, .infinity, 1, .nan, .nan, .leastNonzeroMagnitude, 0], k: 2)
    #expect(q == [Int8](repeating: 0, count: 8))
    #expect(scale == [1, 1, 1, 1])
  }

  @Test func tiesGoToEven() {
    #expect(quantized([127, 0.5, 1.5, -2.5, -126.5, -127], k: 6).q == [127, 0, 2, -2, -126, -127])
  }
}
