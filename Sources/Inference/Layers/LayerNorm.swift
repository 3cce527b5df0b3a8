import CKernels

/// (x - mean) / sqrt(variance + epsilon) * gamma + beta, over rows of modelDimension.
struct LayerNorm: Sendable {
  private let gamma: [Float]
  private let beta: [Float]
  private let epsilon: Float
  private let kernels: KernelTable

  init(
    _ parameters: LayerNormParameters, dimension: Int, epsilon: Float, name: String, kernels: KernelTable
  ) throws(InferenceError) {
    try parameters.gamma.validate(as: "\(name)/gamma", shape: [dimension])
    try parameters.beta.validate(as: "\(name)/beta", shape: [dimension])
    gamma = parameters.gamma.floats()
    beta = parameters.beta.floats()
    self.epsilon = epsilon
    self.kernels = kernels
  }

  /// x, y: [rows, dimension]; y may be x.
  func callAsFunction(_ x: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>) {
    kernels.layerNorm(x, rows, gamma.count, gamma, beta, epsilon, y)
  }

  /// The same, and y in 7-bit integers besides.
  func callAsFunction(
    _ x: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>, quantized: dk_u7_rows
  ) {
    kernels.layerNormQuantize(x, rows, gamma.count, gamma, beta, epsilon, y, quantized)
  }
}
