import CKernels

/// A weight matrix in int8 panels of 16 outputs, with one scale for each output.
struct Int8Weights: Sendable {
  private let matrix: PackedMatrix
  private let bias: AlignedBuffer<Float>?  // [panels * 16]

  /// weight: [outputs, inputs]; an int8 matrix in panels is used in place.
  init(_ weight: Tensor, bias: Tensor?) throws(InferenceError) {
    if weight.elementType == .int8, let packed = PackedMatrix(borrowing: weight) {
      matrix = packed
    } else {
      matrix = try PackedMatrix(packing: weight, as: .int8)
    }
    self.bias = try bias?.paddedToPanels(outputs: weight.rows)
  }

  /// The run of panels that begins at `panel`.
  func matrix(fromPanel panel: Int, outputs: Int) -> dk_int8_matrix {
    matrix.int8(fromPanel: panel, outputs: outputs, bias: bias.map { UnsafePointer($0.pointer) })
  }
}
