import CKernels
internal import COpenBLAS

/// A weight matrix as OpenBLAS takes it.
struct BLASWeights: Sendable {
  private let inputs: Int
  let values: AlignedBuffer<Float>  // [outputs, inputs]
  private let bias: AlignedBuffer<Float>?  // [outputs]

  /// Parallelism is ours, one worker a core; OpenBLAS with threads of its own would fight it.
  private static let singleThreaded: Void = openblas_set_num_threads(1)

  init(_ weight: Tensor, bias: Tensor?) throws(InferenceError) {
    Self.singleThreaded
    inputs = weight.columns
    values = try AlignedBuffer(count: weight.count)
    values.preferHugePages()
    weight.readRows(0..<weight.rows, into: values.pointer)
    weight.releasePages()
    self.bias = try bias.map { (bias) throws(InferenceError) in
      let copy = try AlignedBuffer<Float>(count: bias.count)
      bias.readRows(0..<bias.count, into: copy.pointer)
      return copy
    }
  }

  /// Some outputs of `whole`.
  init(_ ids: [Int32], of whole: BLASWeights) throws(InferenceError) {
    inputs = whole.inputs
    values = try AlignedBuffer(count: ids.count * inputs)
    bias = try whole.bias.map { (_) throws(InferenceError) in try AlignedBuffer(count: ids.count) }
    for (row, id) in ids.enumerated() {
      (values.pointer + row * inputs).update(from: whole.values.pointer + Int(id) * inputs, count: inputs)
      if let bias, let from = whole.bias { bias.pointer[row] = from.pointer[Int(id)] }
    }
  }

  /// The same contract as `Linear.apply`.
  func multiply(
    _ x: UnsafePointer<Float>, rows: Int, firstOutput: Int, outputs: Int, activation: dk_activation,
    residual: UnsafePointer<Float>?, into y: UnsafeMutablePointer<Float>, stride: Int, kernels: KernelTable
  ) {
    // No layer has both an activation and a residual; where both are given they must not be one buffer.
    let fused = activation == DK_IDENTITY
    for row in 0..<rows {
      let out = y + row * stride
      let start = fused ? residual.map { $0 + row * stride } : nil
      for j in 0..<outputs { out[j] = (start?[j] ?? 0) + (bias?.pointer[firstOutput + j] ?? 0) }
    }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows), Int32(outputs), Int32(inputs), 1, x,
      Int32(inputs), values.pointer + firstOutput * inputs, Int32(inputs), 1, y, Int32(stride))
    guard !fused else { return }
    for row in 0..<rows {
      kernels.activate(y + row * stride, outputs, activation)
      guard let residual else { continue }
      for j in 0..<outputs { y[row * stride + j] += residual[row * stride + j] }
    }
  }
}
