import CKernels
import TestSupport
import Testing

/// A gathered matrix is the one that its rows would have been packed to.
struct GatherTests {
  static let shapes = [(1, 1), (3, 5), (16, 4), (17, 7), (40, 64), (100, 102)]

  /// One, some ascending, all, and more than a panel of repeated and unsorted ones.
  private static func selections(_ n: Int) -> [[Int32]] {
    var numbers = SeededGenerator(seed: UInt64(n))
    let all = (0..<Int32(n)).map { $0 }
    return [
      [Int32(n - 1)], all.filter { $0 % 3 == 0 }, all,
      (0..<37).map { _ in Int32.random(in: 0..<Int32(n), using: &numbers) }, [],
    ]
  }

  private static func rows<Element>(_ ids: [Int32], of values: [Element], width: Int) -> [Element] {
    ids.flatMap { values[Int($0) * width..<(Int($0) + 1) * width] }
  }

  @Test(arguments: shapes, [true, false]) func int8(shape: (n: Int, k: Int), hasBias: Bool) {
    let (n, k) = shape
    var numbers = SeededGenerator(seed: UInt64(n))
    let (scale, bias) = (numbers.floats(n, in: 0.01...2), numbers.floats(n))
    let whole = Int8Matrix(
      n: n, k: k, weights: numbers.int8s(n * k), scale: scale, bias: hasBias ? bias : nil)
    for ids in Self.selections(n) {
      let columns = dk_panels(ids.count) * Int(DK_PANEL)
      let values = GuardedBuffer(count: columns * dk_padded_k(k), repeating: Int8(99))
      let scales = GuardedBuffer(count: columns, repeating: Float.nan)
      let biases = GuardedBuffer(count: columns, repeating: Float.nan)
      let sums = GuardedBuffer(count: columns, repeating: Int32(99))
      withUnsafePointer(to: whole.view) {
        dk_gather_int8($0, ids, ids.count, values.base, scales.base, sums.base, biases.base)
      }
      let expected = Int8Matrix(n: ids.count, k: k, weights: Self.rows(ids, of: whole.weights, width: k))
      let zeros = [Float](repeating: 0, count: columns - ids.count)
      #expect(values.elements == expected.values.elements)
      #expect(sums.elements == expected.rowSum.elements)
      #expect(scales.elements == ids.map { scale[Int($0)] } + zeros)
      #expect(biases.elements == ids.map { hasBias ? bias[Int($0)] : 0 } + zeros)
    }
  }

  @Test(arguments: shapes, [true, false]) func float32(shape: (n: Int, k: Int), hasBias: Bool) {
    let (n, k) = shape
    var numbers = SeededGenerator(seed: UInt64(n))
    let bias = numbers.floats(n)
    let whole = FloatMatrix(n: n, k: k, weights: numbers.floats(n * k), bias: hasBias ? bias : nil)
    for ids in Self.selections(n) {
      let columns = dk_panels(ids.count) * Int(DK_PANEL)
      let values = GuardedBuffer(count: columns * k, repeating: Float.nan)
      let biases = GuardedBuffer(count: columns, repeating: Float.nan)
      withUnsafePointer(to: whole.view) {
        dk_gather_f32($0, ids, ids.count, values.base, biases.base)
      }
      let expected = FloatMatrix(n: ids.count, k: k, weights: Self.rows(ids, of: whole.weights, width: k))
      #expect(values.elements == expected.values.elements)
      #expect(
        biases.elements
          == ids.map { hasBias ? bias[Int($0)] : 0 } + [Float](repeating: 0, count: columns - ids.count))
    }
  }

  /// The products that the whole matrix gives for these outputs, bit for bit.
  @Test(arguments: KernelTable.available, [(40, 64), (100, 102)])
  func productsAreThoseOfTheWhole(table: KernelTable, shape: (n: Int, k: Int)) {
    let (n, k) = shape
    var numbers = SeededGenerator(seed: UInt64(n))
    let (bias, x) = (numbers.floats(n), numbers.floats(5 * k))
    let ids = Self.selections(n)[1]
    func selected(_ y: [Float]) -> [Float] {
      (0..<5).flatMap { row in ids.map { y[row * n + Int($0)] } }
    }

    let floats = FloatMatrix(n: n, k: k, weights: numbers.floats(n * k), bias: bias)
    let someFloats = FloatMatrix(
      n: ids.count, k: k, weights: Self.rows(ids, of: floats.weights, width: k),
      bias: ids.map { bias[Int($0)] })
    #expect(
      sameBits(table.product(x, m: 5, someFloats), selected(table.product(x, m: 5, floats))))

    let scale = numbers.floats(n, in: 0.01...2)
    let integers = Int8Matrix(n: n, k: k, weights: numbers.int8s(n * k), scale: scale, bias: bias)
    let someIntegers = Int8Matrix(
      n: ids.count, k: k, weights: Self.rows(ids, of: integers.weights, width: k),
      scale: ids.map { scale[Int($0)] }, bias: ids.map { bias[Int($0)] })
    let a = table.quantize(x, k: k)
    #expect(sameBits(table.product(a, m: 5, someIntegers), selected(table.product(a, m: 5, integers))))
  }
}
