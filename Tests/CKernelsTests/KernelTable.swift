import CKernels
import Testing

/// A table of kernels that this machine runs, with calls on guarded buffers.
struct KernelTable: CustomTestStringConvertible, Sendable {
  let name: String

  static let available = ["avxvnni", "avx512vnni", "avx2", "neon", "portable"]
    .map { KernelTable(name: $0) }
    .filter { dk_named($0.name) != nil }

  var testDescription: String { name }

  var kernels: dk_kernels {
    guard let table = dk_named(name) else { preconditionFailure("no table \(name)") }
    return table.pointee
  }

  func quantize(_ x: [Float], k: Int) -> QuantizedRows {
    let rows = QuantizedRows(count: x.count / k, k: k)
    let x = GuardedBuffer(x)
    kernels.quantize(x.base, rows.count, k, rows.view(from: 0))
    return rows
  }

  /// Rows `first..<first + m` of `a` times `w`.
  func product(
    _ a: QuantizedRows, first: Int = 0, m: Int, _ w: Int8Matrix,
    _ activation: dk_activation = DK_IDENTITY, residual: [Float]? = nil
  ) -> [Float] {
    let y = GuardedBuffer(count: m * w.n, repeating: Float.nan)
    let residual = residual.map { GuardedBuffer($0) }
    withUnsafePointer(to: w.view) {
      kernels.gemm_int8(a.view(from: first), m, $0, activation, residual?.base, y.base, w.n)
    }
    return y.elements
  }

  func product(
    _ a: [Float], m: Int, _ w: FloatMatrix,
    _ activation: dk_activation = DK_IDENTITY, residual: [Float]? = nil
  ) -> [Float] {
    let a = GuardedBuffer(a)
    let y = GuardedBuffer(count: m * w.n, repeating: Float.nan)
    let residual = residual.map { GuardedBuffer($0) }
    withUnsafePointer(to: w.view) {
      kernels.gemm_f32(a.base, m, $0, activation, residual?.base, y.base, w.n)
    }
    return y.elements
  }
}
