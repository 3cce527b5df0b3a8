import CKernels
import TestSupport
import Testing

struct LayerNormTests {
  private func expected(_ x: [Float], d: Int, gamma: [Float], beta: [Float], epsilon: Float) -> [Double] {
    stride(from: 0, to: x.count, by: d).flatMap { start in
      let row = x[start..<start + d].map(Double.init)
      let mean = row.reduce(0, +) / Double(d)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(d)
      return row.indices.map {
        (row[$0] - mean) / (variance + Double(epsilon)).squareRoot() * Double(gamma[$0]) + Double(beta[$0])
      }
    }
  }

  @Test(arguments: KernelTable.available, [1, 4, 7, 8, 15, 31, 32, 33, 100, 512, 1024, 1031])
  func agreesWithDoublePrecision(table: KernelTable, d: Int) {
    var numbers = SeededGenerator(seed: UInt64(d))
    let gamma = numbers.floats(d, in: -2...2)
    let beta = numbers.floats(d)
    let x =
      numbers.floats(2 * d) + numbers.floats(d, in: -300...200) + numbers.floats(d, in: -1e-4...1e-4)
      + [Float](repeating: 3, count: d)
    for epsilon in [Float(1e-5), 1e-6] {
      let y = GuardedBuffer(count: x.count, repeating: Float.nan)
      let (input, g, b) = (GuardedBuffer(x), GuardedBuffer(gamma), GuardedBuffer(beta))
      table.kernels.layer_norm(input.base, 5, d, g.base, b.base, epsilon, y.base)
      let reference = expected(x, d: d, gamma: gamma, beta: beta, epsilon: epsilon)
      #expect(worstError(y.elements, reference) < 2e-6)

      let inPlace = GuardedBuffer(x)
      table.kernels.layer_norm(inPlace.base, 5, d, g.base, b.base, epsilon, inPlace.base)
      #expect(sameBits(inPlace.elements, y.elements))
    }
  }

  @Test(arguments: KernelTable.available, [1, 7, 8, 12, 31, 64, 512])
  func quantisedOnTheWayItIsTheSame(table: KernelTable, d: Int) {
    var numbers = SeededGenerator(seed: UInt64(d) + 5)
    var x = numbers.floats(6 * d, in: -2...3)
    x[3 * d] = .nan
    x[4 * d] = .infinity
    let (g, b) = (GuardedBuffer(numbers.floats(d, in: -2...2)), GuardedBuffer(numbers.floats(d)))
    let apart = GuardedBuffer(x)
    table.kernels.layer_norm(apart.base, 6, d, g.base, b.base, 1e-5, apart.base)
    let quantized = QuantizedRows(count: 6, k: d)
    table.kernels.quantize(apart.base, 6, d, quantized.view(from: 0))
    let together = GuardedBuffer(x)
    let out = QuantizedRows(count: 6, k: d)
    table.kernels.layer_norm_quantize(
      together.base, 6, d, g.base, b.base, 1e-5, together.base, out.view(from: 0))
    #expect(
      zip(together.elements, apart.elements).allSatisfy {
        $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
      })
    #expect(out.values.elements == quantized.values.elements)
    #expect(sameBits(out.scale.elements, quantized.scale.elements))
    #expect(out.zero.elements == quantized.zero.elements)
  }

  @Test(arguments: KernelTable.available)
  func aLargeMeanDoesNotDrownTheVariance(table: KernelTable) {
    var numbers = SeededGenerator(seed: 8)
    let x = numbers.floats(512, in: 999...1001)
    let ones = GuardedBuffer([Float](repeating: 1, count: 512))
    let zeros = GuardedBuffer([Float](repeating: 0, count: 512))
    let y = GuardedBuffer(x)
    table.kernels.layer_norm(y.base, 1, 512, ones.base, zeros.base, 1e-5, y.base)
    let reference = expected(x, d: 512, gamma: ones.elements, beta: zeros.elements, epsilon: 1e-5)
    // A mean near 1000 is itself only known to about 6e-5.
    #expect(worstError(y.elements, reference) < 2e-4)
  }

  @Test(arguments: KernelTable.available, [7, 64, 100])
  func rowsDoNotDependOnTheirCompany(table: KernelTable, d: Int) {
    var numbers = SeededGenerator(seed: UInt64(d))
    let x = numbers.floats(9 * d)
    let (g, b) = (GuardedBuffer(numbers.floats(d)), GuardedBuffer(numbers.floats(d)))
    let all = GuardedBuffer(x)
    table.kernels.layer_norm(all.base, 9, d, g.base, b.base, 1e-5, all.base)
    for row in 0..<9 {
      let alone = GuardedBuffer(Array(x[row * d..<(row + 1) * d]))
      table.kernels.layer_norm(alone.base, 1, d, g.base, b.base, 1e-5, alone.base)
      #expect(sameBits(alone.elements, all.elements[row * d..<(row + 1) * d]))
    }
  }
}
