internal import COpenBLAS
import Foundation

/// A symmetric matrix [size, size] in double precision, and what linear algebra makes of it.
struct SymmetricMatrix {
  let size: Int
  var values: [Double]

  /// x^T x / rows of x [rows, size].
  init(momentsOf x: UnsafePointer<Float>, rows: Int, size: Int) {
    self.size = size
    var sums = [Float](repeating: 0, count: size * size)
    cblas_sgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, Int32(size), Int32(size), Int32(rows), 1 / Float(rows), x,
      Int32(size), x, Int32(size), 0, &sums, Int32(size))
    values = sums.map(Double.init)
  }

  init(size: Int, values: [Double]) {
    self.size = size
    self.values = values
  }

  /// The matrix with these eigenvalues and eigenvectors, the rows of `vectors`.
  init(size: Int, vectors: [Double], values eigenvalues: [Double]) {
    var scaled = vectors
    for i in scaled.indices { scaled[i] *= eigenvalues[i / size] }
    var product = [Double](repeating: 0, count: size * size)
    cblas_dgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, Int32(size), Int32(size), Int32(size), 1, scaled, Int32(size),
      vectors, Int32(size), 0, &product, Int32(size))
    self.init(size: size, values: product)
  }

  /// This matrix times x [size, columns].
  func times(_ x: [Double], columns: Int) -> [Double] {
    var product = [Double](repeating: 0, count: size * columns)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(size), Int32(columns), Int32(size), 1, values,
      Int32(size),
      x, Int32(columns), 0, &product, Int32(columns))
    return product
  }

  /// x [rows, size] times this matrix.
  func rightTimes(_ x: [Double], rows: Int) -> [Double] {
    var product = [Double](repeating: 0, count: rows * size)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(size), Int32(size), 1, x, Int32(size),
      values, Int32(size), 0, &product, Int32(size))
    return product
  }

  static func += (a: inout SymmetricMatrix, b: SymmetricMatrix) {
    for i in a.values.indices { a.values[i] += b.values[i] }
  }

  /// Eigenvalues, ascending, and their vectors as the rows of a matrix [size, size]; nil when LAPACK finds none.
  func eigen() -> (values: [Double], vectors: [Double])? {
    var (job, triangle) = (CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "L")))
    var (n, leading, status) = (Int32(size), Int32(size), Int32(0))
    var vectors = values
    var eigenvalues = [Double](repeating: 0, count: size)
    var (workCount, integerCount) = (Int32(-1), Int32(-1))
    var (wanted, wantedIntegers) = (0.0, Int32(0))
    dsyevd_(
      &job, &triangle, &n, &vectors, &leading, &eigenvalues, &wanted, &workCount, &wantedIntegers,
      &integerCount,
      &status, 1, 1)
    guard status == 0 else { return nil }
    (workCount, integerCount) = (Int32(wanted), wantedIntegers)
    var work = [Double](repeating: 0, count: Int(workCount))
    var integers = [Int32](repeating: 0, count: Int(integerCount))
    dsyevd_(
      &job, &triangle, &n, &vectors, &leading, &eigenvalues, &work, &workCount, &integers, &integerCount,
      &status, 1,
      1)
    return status == 0 ? (eigenvalues, vectors) : nil
  }
}
