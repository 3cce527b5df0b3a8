import CKernels

/// Rows of activations in the form that the model's linear layers multiply.
struct Operand {
  /// [rows, columns]
  let values: UnsafePointer<Float>
  /// The same rows in 7-bit integers, for int8 layers.
  let quantized: dk_u7_rows?
  let columns: Int
  /// Where products of these rows are made; nil for a thread that has no others beside it.
  let sharing: SharedProduct?

  /// The operand that begins at row `row`.
  func advanced(toRow row: Int) -> Operand {
    Operand(
      values: values + row * columns,
      quantized: quantized.map {
        dk_u7_rows(
          values: $0.values + row * dk_padded_k(columns), scale: $0.scale + row, zero: $0.zero + row)
      },
      columns: columns, sharing: sharing)
  }

  /// Makes a product of these rows.
  func make(_ product: PanelProduct) {
    if let sharing { sharing.run(product) } else { product.run() }
  }
}

/// Turns activations into operands; one at a time is valid.
struct OperandScratch {
  private var values: Scratch<UInt8>
  private var scales: Scratch<Float>
  private var zeros: Scratch<Int32>
  private let quantizes: Bool
  private let kernels: KernelTable
  private let sharing: SharedProduct?

  init(computeType: ComputeType, kernels: KernelTable, sharing: SharedProduct?) throws(InferenceError) {
    values = try Scratch()
    scales = try Scratch()
    zeros = try Scratch()
    quantizes = computeType == .int8
    self.kernels = kernels
    self.sharing = sharing
  }

  /// x: [rows, columns]
  mutating func operand(
    _ x: UnsafePointer<Float>, rows: Int, columns: Int
  ) throws(InferenceError) -> Operand {
    let out = try integers(rows: rows, columns: columns)
    if let out { kernels.quantize(x, rows, columns, out) }
    return Operand(values: x, quantized: out, columns: columns, sharing: sharing)
  }

  /// y = norm(x) as an operand; x, y: [rows, columns], y may be x.
  mutating func operand(
    _ x: UnsafePointer<Float>, through norm: LayerNorm, rows: Int, columns: Int,
    into y: UnsafeMutablePointer<Float>
  ) throws(InferenceError) -> Operand {
    let out = try integers(rows: rows, columns: columns)
    if let out { norm(x, rows: rows, into: y, quantized: out) } else { norm(x, rows: rows, into: y) }
    return Operand(values: y, quantized: out, columns: columns, sharing: sharing)
  }

  /// Room for the rows in 7-bit integers; nil where no layer reads them.
  private mutating func integers(rows: Int, columns: Int) throws(InferenceError) -> dk_u7_rows? {
    guard quantizes else { return nil }
    return dk_u7_rows(
      values: try values.reserve(rows * dk_padded_k(columns)), scale: try scales.reserve(rows),
      zero: try zeros.reserve(rows))
  }
}
