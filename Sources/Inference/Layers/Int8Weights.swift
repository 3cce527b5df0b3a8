import CKernels

/// A weight matrix in int8 panels of 16 outputs, with one scale for each output.
struct Int8Weights: Sendable {
  private let inputs: Int
  private let values: AlignedBuffer<Int8>  // [panels][paddedInputs / 4][16][4]
  private let scale: AlignedBuffer<Float>  // [panels * 16]
  private let rowSum: AlignedBuffer<Int32>  // [panels * 16]
  private let bias: AlignedBuffer<Float>?  // [panels * 16]

  /// weight: [outputs, inputs]; integers of an int8 file are taken as they are, all else is quantised by row.
  init(_ weight: Tensor, bias: Tensor?) throws(InferenceError) {
    let (outputs, inputs) = (weight.rows, weight.columns)
    let paddedOutputs = dk_panels(outputs) * Int(DK_PANEL)
    self.inputs = inputs
    values = try AlignedBuffer(count: paddedOutputs * dk_padded_k(inputs))
    values.preferHugePages()
    scale = try AlignedBuffer(count: paddedOutputs)
    rowSum = try AlignedBuffer(count: paddedOutputs)
    self.bias = try bias.map { (bias) throws(InferenceError) in
      let padded = try AlignedBuffer<Float>(count: paddedOutputs)
      bias.readRows(0..<outputs, into: padded.pointer)
      return padded
    }
    if weight.elementType == .int8 {
      for row in 0..<outputs { scale.pointer[row] = 1 / weight.scales[row] }
      weight.data.withUnsafeBytes { bytes in
        dk_pack_int8(
          bytes.baseAddress?.assumingMemoryBound(to: Int8.self), outputs, inputs, values.pointer,
          rowSum.pointer)
      }
    } else {
      try quantize(weight)
    }
    weight.releasePages()
  }

  /// A panel at a time, so that the reals never stand in memory as a whole.
  private func quantize(_ weight: Tensor) throws(InferenceError) {
    let reals = try AlignedBuffer<Float>(count: Int(DK_PANEL) * inputs)
    let integers = try AlignedBuffer<Int8>(count: Int(DK_PANEL) * inputs)
    withExtendedLifetime((reals, integers)) {
      for first in stride(from: 0, to: weight.rows, by: Int(DK_PANEL)) {
        let count = min(Int(DK_PANEL), weight.rows - first)
        weight.readRows(first..<first + count, into: reals.pointer)
        dk_quantize_weights(reals.pointer, count, inputs, integers.pointer, scale.pointer + first)
        dk_pack_int8(
          integers.pointer, count, inputs, values.pointer + first * dk_padded_k(inputs), rowSum.pointer + first)
      }
    }
  }

  /// The run of panels that begins at `panel`.
  func matrix(fromPanel panel: Int, outputs: Int) -> dk_int8_matrix {
    let first = panel * Int(DK_PANEL)
    return dk_int8_matrix(
      values: values.pointer + first * dk_padded_k(inputs), scale: scale.pointer + first,
      row_sum: rowSum.pointer + first, bias: bias.map { UnsafePointer($0.pointer + first) }, n: outputs,
      k: inputs)
  }
}
