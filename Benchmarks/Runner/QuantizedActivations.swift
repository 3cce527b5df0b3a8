import CKernels

/// Room for rows of unsigned 7-bit activations.
struct QuantizedActivations {
  private let values: AlignedBuffer<UInt8>
  private let scale: AlignedBuffer<Float>
  private let zero: AlignedBuffer<Int32>

  init(rows: Int, k: Int) {
    values = AlignedBuffer(count: rows * dk_padded_k(k)) { _ in 0 }
    scale = AlignedBuffer(count: rows) { _ in 0 }
    zero = AlignedBuffer(count: rows) { _ in 0 }
  }

  var view: dk_u7_rows { dk_u7_rows(values: values.base, scale: scale.base, zero: zero.base) }
}
