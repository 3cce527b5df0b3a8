import CKernels

/// A few outputs of a linear layer, copied into a small matrix of their own.
struct SelectedOutputs: Sendable {
  private enum Weights: Sendable {
    case int8(values: AlignedBuffer<Int8>, scale: AlignedBuffer<Float>, rowSum: AlignedBuffer<Int32>)
    case float32(AlignedBuffer<Float>)
    case blas(BLASWeights)
  }

  let outputs: Int
  private let inputs: Int
  private let weights: Weights
  private let bias: AlignedBuffer<Float>  // [panels * 16]
  private let kernels: KernelTable

  /// - Parameter ids: Outputs of `linear`; each must be one of them.
  init(_ ids: [Int32], of linear: Linear, kernels: KernelTable) throws(InferenceError) {
    let columns = dk_panels(ids.count) * Int(DK_PANEL)
    outputs = ids.count
    inputs = linear.inputs
    self.kernels = kernels
    bias = try AlignedBuffer(count: columns)
    switch linear.weights {
    case .int8(let whole):
      let values = try AlignedBuffer<Int8>(count: columns * dk_padded_k(inputs))
      let scale = try AlignedBuffer<Float>(count: columns)
      let rowSum = try AlignedBuffer<Int32>(count: columns)
      var matrix = whole.matrix(fromPanel: 0, outputs: linear.outputs)
      dk_gather_int8(
        &matrix, ids, ids.count, values.pointer, scale.pointer, rowSum.pointer, bias.pointer)
      weights = .int8(values: values, scale: scale, rowSum: rowSum)
    case .float32(let whole):
      let values = try AlignedBuffer<Float>(count: columns * inputs)
      var matrix = whole.matrix(fromPanel: 0, outputs: linear.outputs)
      dk_gather_f32(&matrix, ids, ids.count, values.pointer, bias.pointer)
      weights = .float32(values)
    case .blas(let whole):
      weights = .blas(try BLASWeights(ids, of: whole))
    }
  }
}

extension SelectedOutputs: LogitSource {
  func logits(
    _ x: Operand, rows: Int, panels: Range<Int>, into y: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let first = panels.lowerBound * Int(DK_PANEL)
    let width = min(panels.upperBound * Int(DK_PANEL), outputs) - first
    switch weights {
    case .int8(let values, let scale, let rowSum):
      guard let quantized = x.quantized else { return }
      var matrix = dk_int8_matrix(
        values: values.pointer + first * dk_padded_k(inputs), scale: scale.pointer + first,
        row_sum: rowSum.pointer + first, bias: bias.pointer + first, n: width, k: inputs)
      kernels.gemmInt8(quantized, rows, &matrix, DK_IDENTITY, nil, y, stride)
    case .float32(let values):
      var matrix = dk_f32_matrix(
        values: values.pointer + first * inputs, bias: bias.pointer + first, n: width, k: inputs)
      kernels.gemmFloat32(x.values, rows, &matrix, DK_IDENTITY, nil, y, stride)
    case .blas(let weights):
      weights.multiply(
        x.values, rows: rows, firstOutput: first, outputs: width, activation: DK_IDENTITY, residual: nil,
        into: y, stride: stride, kernels: kernels)
    }
  }
}
