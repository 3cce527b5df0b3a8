import CKernels
import COpenBLAS
import TestSupport
import Testing

struct GemmF32Tests {
  static let depths = [1, 4, 32, 100, 512, 2048]
  static let outputs = [1, 15, 16, 17, 43, 512, 1000]

  @Test(arguments: depths, outputs)
  func agreesWithOpenBLAS(k: Int, n: Int) {
    var numbers = SeededGenerator(seed: UInt64(k * 1000 + n))
    let m = 13
    let a = numbers.floats(m * k)
    let w = FloatMatrix(n: n, k: k, weights: numbers.floats(n * k))
    var expected = [Float](repeating: 0, count: m * n)
    openblas_set_num_threads(1)
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, blasint(m), blasint(n), blasint(k), 1, a, blasint(k),
      w.weights, blasint(k), 0, &expected, blasint(n))
    for table in KernelTable.available {
      let y = table.product(a, m: m, w)
      #expect(worstError(y, expected.map(Double.init)) < 1e-6 * Double(k).squareRoot() * 2)
    }
  }

  @Test(arguments: KernelTable.available, allActivations)
  func agreesWithDoublePrecision(table: KernelTable, activation: dk_activation) {
    for (m, k, n) in [(1, 7, 5), (2, 64, 16), (7, 33, 40), (12, 8, 17)] {
      var numbers = SeededGenerator(seed: UInt64(n))
      let a = numbers.floats(m * k)
      let bias = numbers.floats(n)
      let residual = numbers.floats(m * n)
      let w = FloatMatrix(n: n, k: k, weights: numbers.floats(n * k), bias: bias)
      let expected = (0..<m * n).map { i in
        let (row, j) = (i / n, i % n)
        let sum = (0..<k).reduce(Double(bias[j])) {
          $0 + Double(a[row * k + $1]) * Double(w.weights[j * k + $1])
        }
        return reference(activation, sum) + Double(residual[i])
      }
      #expect(worstError(table.product(a, m: m, w, activation, residual: residual), expected) < 3e-6)
    }
  }

  @Test(arguments: KernelTable.available, [(100, 43), (512, 65), (2048, 33)])
  func rowsDoNotDependOnTheirCompany(table: KernelTable, shape: (k: Int, n: Int)) {
    let (k, n) = shape
    var numbers = SeededGenerator(seed: UInt64(n))
    let w = FloatMatrix(n: n, k: k, weights: numbers.floats(n * k), bias: numbers.floats(n))
    let a = numbers.floats(33 * k)
    let all = table.product(a, m: 33, w, DK_GELU)
    for m in GemmInt8Tests.rowCounts {
      for first in [0, 33 - m, (33 - m) / 2] {
        let some = table.product(Array(a[first * k..<(first + m) * k]), m: m, w, DK_GELU)
        #expect(sameBits(some, all[first * n..<(first + m) * n]), "m \(m) from \(first)")
      }
    }
  }
}
