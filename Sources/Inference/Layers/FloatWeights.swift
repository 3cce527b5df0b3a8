import CKernels

/// A weight matrix in float32 panels of 16 outputs.
struct FloatWeights: Sendable {
  private let inputs: Int
  private let values: AlignedBuffer<Float>  // [panels][inputs][16]
  private let bias: AlignedBuffer<Float>?  // [panels * 16]

  /// weight: [outputs, inputs]
  init(_ weight: Tensor, bias: Tensor?) throws(InferenceError) {
    let (outputs, inputs) = (weight.rows, weight.columns)
    let panels = dk_panels(outputs)
    self.inputs = inputs
    values = try AlignedBuffer(count: panels * Int(DK_PANEL) * inputs)
    values.preferHugePages()
    self.bias = try bias.map { (bias) throws(InferenceError) in
      let padded = try AlignedBuffer<Float>(count: panels * Int(DK_PANEL))
      bias.readRows(0..<outputs, into: padded.pointer)
      return padded
    }
    // A panel at a time, so that the reals never stand in memory twice.
    let rows = try AlignedBuffer<Float>(count: Int(DK_PANEL) * inputs)
    withExtendedLifetime(rows) {
      for panel in 0..<panels {
        let first = panel * Int(DK_PANEL)
        let count = min(Int(DK_PANEL), outputs - first)
        weight.readRows(first..<first + count, into: rows.pointer)
        dk_pack_f32(rows.pointer, count, inputs, values.pointer + first * inputs)
      }
    }
    weight.releasePages()
  }

  /// The run of panels that begins at `panel`.
  func matrix(fromPanel panel: Int, outputs: Int) -> dk_f32_matrix {
    let first = panel * Int(DK_PANEL)
    return dk_f32_matrix(
      values: values.pointer + first * inputs, bias: bias.map { UnsafePointer($0.pointer + first) },
      n: outputs, k: inputs)
  }
}
