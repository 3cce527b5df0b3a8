import CKernels

/// A weight matrix in float32 panels of 16 outputs.
struct FloatWeights: Sendable {
  private let matrix: PackedMatrix
  private let bias: AlignedBuffer<Float>?  // [panels * 16]

  /// weight: [outputs, inputs]; a float32 matrix in panels is used in place.
  init(_ weight: Tensor, bias: Tensor?) throws(InferenceError) {
    if weight.elementType == .float32, let packed = PackedMatrix(borrowing: weight) {
      matrix = packed
    } else {
      matrix = try PackedMatrix(packing: weight, as: .float32)
    }
    self.bias = try bias?.paddedToPanels(outputs: weight.rows)
  }

  /// The run of panels that begins at `panel`.
  func matrix(fromPanel panel: Int, outputs: Int) -> dk_f32_matrix {
    matrix.float32(fromPanel: panel, outputs: outputs, bias: bias.map { UnsafePointer($0.pointer) })
  }
}
