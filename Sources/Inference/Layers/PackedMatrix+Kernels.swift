import CKernels

/// The block as the kernels take it. Pointers live as long as the matrix.
extension PackedMatrix {
  /// The run of panels that begins at `panel`, of an int8 matrix; `bias` [panels * 16] belongs to the whole.
  func int8(fromPanel panel: Int, outputs count: Int, bias: UnsafePointer<Float>?) -> dk_int8_matrix {
    let columns = dk_panels(outputs) * Int(DK_PANEL)
    let first = panel * Int(DK_PANEL)
    let padded = dk_padded_k(inputs)
    return dk_int8_matrix(
      values: block.base.assumingMemoryBound(to: Int8.self) + first * padded,
      scale: (block.base + columns * padded).assumingMemoryBound(to: Float.self) + first,
      row_sum: (block.base + columns * (padded + 4)).assumingMemoryBound(to: Int32.self) + first,
      bias: bias.map { $0 + first }, n: count, k: inputs)
  }

  /// The same of a float32 matrix.
  func float32(fromPanel panel: Int, outputs count: Int, bias: UnsafePointer<Float>?) -> dk_f32_matrix {
    let first = panel * Int(DK_PANEL)
    return dk_f32_matrix(
      values: block.base.assumingMemoryBound(to: Float.self) + first * inputs,
      bias: bias.map { $0 + first }, n: count, k: inputs)
  }

  /// Row `row` times `multiplier`, into [inputs] floats.
  func unpackRow(_ row: Int, multiplier: Float, into x: UnsafeMutablePointer<Float>) {
    if elementType == .int8 {
      var matrix = int8(fromPanel: 0, outputs: outputs, bias: nil)
      dk_unpack_int8_row(&matrix, row, multiplier, x)
    } else {
      var matrix = float32(fromPanel: 0, outputs: outputs, bias: nil)
      dk_unpack_f32_row(&matrix, row, multiplier, x)
    }
  }
}
