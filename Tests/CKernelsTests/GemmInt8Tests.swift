import CKernels
import TestSupport
import Testing

struct GemmInt8Tests {
  static let depths = [1, 4, 6, 32, 100, 512, 2048]
  static let outputs = [1, 15, 16, 17, 43, 200, 512, 1000]
  static let rowCounts = Array(1...9) + [16, 33]

  /// Sums beyond 2^24 round the same way in `Float(_:)`, so every float must be equal.
  @Test(arguments: depths, outputs)
  func sumsAreExactOnEveryTable(k: Int, n: Int) {
    var numbers = SeededGenerator(seed: UInt64(k * 1000 + n))
    let m = n * k > 100_000 ? 5 : 9
    let w = Int8Matrix(n: n, k: k, weights: numbers.int8s(n * k))
    let a = QuantizedRows(
      integers: (0..<m * k).map { _ in UInt8.random(in: 0...127, using: &numbers) }, k: k,
      zero: (0..<m).map { $0 == 0 ? 0 : Int32.random(in: 0...127, using: &numbers) })
    let expected = (0..<m * n).map { Float(w.sum(a, $0 / n, $0 % n)) }
    for table in KernelTable.available {
      #expect(table.product(a, m: m, w) == expected, "\(table.name)")
    }
  }

  /// Weights at the very limit of the 16-bit sums, met by the largest activations.
  @Test(arguments: KernelTable.available, [4, 16, 512, 2056])
  func extremesDoNotSaturate(table: KernelTable, k: Int) {
    let patterns: [[Int8]] = [
      [32], [-32], [127, 127, 0, 0, 4, 0, 127, 127, 0, 0, 4, 0, 0, 0, 0, 0],
      [-127, 0, -127, 0, 0, -4, -4, 0, 0, 0, 0, -127, 0, 0, -127, 0],
      [127, -127, 127, -127, 127, -127, 4, -4],
    ]
    for pattern in patterns {
      let weights = (0..<17 * k).map { pattern[$0 % k % pattern.count] }
      let w = Int8Matrix(n: 17, k: k, weights: weights)
      let a = QuantizedRows(
        integers: [UInt8](repeating: 127, count: 5 * k), k: k, zero: [0, 0, 127, 64, 1])
      let expected = (0..<5 * 17).map { Float(w.sum(a, $0 / 17, $0 % 17)) }
      #expect(table.product(a, m: 5, w) == expected, "\(pattern)")
    }
  }

  @Test(arguments: KernelTable.available, [(100, 43), (512, 512), (2048, 33)])
  func rowsDoNotDependOnTheirCompany(table: KernelTable, shape: (k: Int, n: Int)) {
    let (k, n) = shape
    var numbers = SeededGenerator(seed: UInt64(n))
    let w = Int8Matrix(
      n: n, k: k, weights: numbers.int8s(n * k), scale: numbers.floats(n, in: 0.001...0.01),
      bias: numbers.floats(n))
    let a = table.quantize(numbers.floats(33 * k, in: -2...3), k: k)
    let all = table.product(a, m: 33, w, DK_SWISH)
    for m in Self.rowCounts {
      for first in [0, 33 - m, (33 - m) / 2] {
        let some = table.product(a, first: first, m: m, w, DK_SWISH)
        #expect(sameBits(some, all[first * n..<(first + m) * n]), "m \(m) from \(first)")
      }
    }
  }

  @Test(arguments: KernelTable.available)
  func manyRowsPassInSeveralRuns(table: KernelTable) {
    let (k, n, m) = (2048, 20, 250)
    var numbers = SeededGenerator(seed: 9)
    let w = Int8Matrix(n: n, k: k, weights: numbers.int8s(n * k))
    let a = table.quantize(numbers.floats(m * k), k: k)
    let all = table.product(a, m: m, w)
    for row in 0..<m {
      #expect(sameBits(table.product(a, first: row, m: 1, w), all[row * n..<(row + 1) * n]))
    }
  }

  @Test(arguments: KernelTable.available, allActivations)
  func everythingAfterTheSum(table: KernelTable, activation: dk_activation) {
    let (m, k) = (6, 64)
    for n in [5, 8, 16, 30, 48] {
      var numbers = SeededGenerator(seed: UInt64(n))
      let scale = numbers.floats(n, in: 0.001...0.02)
      let bias = numbers.floats(n)
      let w = Int8Matrix(n: n, k: k, weights: numbers.int8s(n * k), scale: scale, bias: bias)
      let a = table.quantize(numbers.floats(m * k, in: -2...3), k: k)
      let residual = numbers.floats(m * n)
      let plain = (0..<m * n).map { i in
        let (row, j) = (i / n, i % n)
        let sum = Double(w.sum(a, row, j)) * Double(a.scale[row]) * Double(scale[j])
        return reference(activation, sum + Double(bias[j]))
      }
      #expect(worstError(table.product(a, m: m, w, activation), plain) < 2e-6)
      let added = zip(plain, residual).map { $0 + Double($1) }
      #expect(worstError(table.product(a, m: m, w, activation, residual: residual), added) < 2e-6)

      // The residual's own buffer may take the result.
      let y = GuardedBuffer(residual)
      withUnsafePointer(to: w.view) {
        table.kernels.gemm_int8(a.view(from: 0), m, $0, activation, y.base, y.base, n)
      }
      #expect(worstError(y.elements, added) < 2e-6)
    }
  }

  @Test(arguments: KernelTable.available, [3, 17, 32])
  func aWiderStrideKeepsWhatLiesBetween(table: KernelTable, n: Int) {
    let (m, k, stride) = (5, 8, n + 7)
    var numbers = SeededGenerator(seed: 1)
    let w = Int8Matrix(n: n, k: k, weights: numbers.int8s(n * k))
    let a = table.quantize(numbers.floats(m * k), k: k)
    let y = GuardedBuffer(count: (m - 1) * stride + n, repeating: Float(-5))
    withUnsafePointer(to: w.view) {
      table.kernels.gemm_int8(a.view(from: 0), m, $0, DK_IDENTITY, nil, y.base, stride)
    }
    let tight = table.product(a, m: m, w)
    for i in 0..<y.count {
      let (row, j) = (i / stride, i % stride)
      #expect(y[i] == (j < n ? tight[row * n + j] : -5))
    }
  }

  @Test(arguments: KernelTable.available)
  func aRowOfScaleZeroGivesTheBias(table: KernelTable) {
    var numbers = SeededGenerator(seed: 2)
    let bias = numbers.floats(20)
    let w = Int8Matrix(n: 20, k: 12, weights: numbers.int8s(240), bias: bias)
    let a = table.quantize([Float](repeating: .nan, count: 12), k: 12)
    #expect(table.product(a, m: 1, w) == bias)
  }

  @Test(arguments: KernelTable.available)
  func noRowsWriteNothing(table: KernelTable) {
    let w = Int8Matrix(n: 2, k: 4, weights: [Int8](repeating: 1, count: 8))
    #expect(table.product(QuantizedRows(count: 0, k: 4), m: 0, w).isEmpty)
  }
}
