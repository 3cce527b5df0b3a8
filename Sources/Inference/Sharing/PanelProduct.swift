import CKernels

/// One product y = activation(x W^T + b) + residual as plain data. Any run of its panels can be made apart from
/// the others, by any thread: an output is computed in the same way wherever its panel stands.
struct PanelProduct {
  enum Factors {
    case int8(KernelTable.GemmInt8, dk_u7_rows, dk_int8_matrix)
    case float32(KernelTable.GemmFloat32, UnsafePointer<Float>, dk_f32_matrix)
    /// Of each panel only its largest product: `result` has a float for each.
    case maxima(KernelTable.PanelMaxima, dk_u7_rows, dk_int8_matrix)
  }

  let factors: Factors
  let rows: Int
  let activation: dk_activation
  /// [rows] of `stride` floats; may be `result`.
  let residual: UnsafePointer<Float>?
  /// [rows] of `stride` floats.
  let result: UnsafeMutablePointer<Float>
  let stride: Int

  var panelCount: Int {
    switch factors {
    case .int8(_, _, let matrix), .maxima(_, _, let matrix): dk_panels(matrix.n)
    case .float32(_, _, let matrix): dk_panels(matrix.n)
    }
  }

  /// What a panel costs, in bytes of weights times rows. Up to four rows cost the same: the time goes into reading
  /// the weights.
  var panelCost: Int {
    switch factors {
    case .int8(_, _, let matrix), .maxima(_, _, let matrix): Int(DK_PANEL) * matrix.k * max(rows, 4)
    case .float32(_, _, let matrix): Int(DK_PANEL) * matrix.k * 4 * max(rows, 4)
    }
  }

  /// Makes all of it.
  func run() {
    run(0..<panelCount)
  }

  /// Makes the outputs of `panels`.
  func run(_ panels: Range<Int>) {
    let first = panels.lowerBound * Int(DK_PANEL)
    let end = panels.upperBound * Int(DK_PANEL)
    let residual = residual.map { $0 + first }
    switch factors {
    case .int8(let gemm, let x, var matrix):
      matrix.limit(to: first..<end)
      gemm(x, rows, &matrix, activation, residual, result + first, stride)
    case .maxima(let maxima, let x, var matrix):
      matrix.limit(to: first..<end)
      maxima(x, rows, &matrix, result + panels.lowerBound, stride)
    case .float32(let gemm, let x, var matrix):
      matrix.n = min(end, matrix.n) - first
      matrix.values += first * matrix.k
      if let bias = matrix.bias { matrix.bias = bias + first }
      gemm(x, rows, &matrix, activation, residual, result + first, stride)
    }
  }
}

extension dk_int8_matrix {
  /// Goes on with the outputs `range`, which begin with a panel, as far as there are any.
  fileprivate mutating func limit(to range: Range<Int>) {
    let first = range.lowerBound
    n = min(range.upperBound, n) - first
    values += first * dk_padded_k(k)
    scale += first
    row_sum += first
    if let bias { self.bias = bias + first }
  }
}
