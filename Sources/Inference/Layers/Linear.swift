import CKernels

/// y = activation(x W^T + b) + residual, with W packed for one compute type.
struct Linear: Sendable {
  enum Weights: Sendable {
    case int8(Int8Weights)
    case float32(FloatWeights)
    case blas(BLASWeights)
  }

  let outputs: Int
  let inputs: Int
  let weights: Weights
  private let kernels: KernelTable

  init(
    _ parameters: LinearParameters, outputs: Int, inputs: Int, name: String, computeType: ComputeType,
    kernels: KernelTable
  ) throws(InferenceError) {
    try parameters.weight.validate(as: "\(name)/weight", shape: [outputs, inputs])
    try parameters.bias?.validate(as: "\(name)/bias", shape: [outputs])
    self.outputs = outputs
    self.inputs = inputs
    self.kernels = kernels
    switch computeType {
    case .int8: weights = .int8(try Int8Weights(parameters.weight, bias: parameters.bias))
    case .float32: weights = .float32(try FloatWeights(parameters.weight, bias: parameters.bias))
    case .float32BLAS: weights = .blas(try BLASWeights(parameters.weight, bias: parameters.bias))
    }
  }

  /// The number of 16-wide panels of outputs.
  var panelCount: Int { dk_panels(outputs) }

  /// x: [rows, inputs]; y and residual: [rows] of `stride` floats, they may be one buffer.
  func callAsFunction(
    _ x: Operand, rows: Int, activation: dk_activation = DK_IDENTITY,
    residual: UnsafePointer<Float>? = nil, into y: UnsafeMutablePointer<Float>, stride: Int
  ) {
    apply(
      x, rows: rows, panels: 0..<panelCount, activation: activation, residual: residual, into: y,
      stride: stride)
  }

  /// Only the outputs of `panels`; y[0] is the first output of the first panel.
  func apply(
    _ x: Operand, rows: Int, panels: Range<Int>, activation: dk_activation = DK_IDENTITY,
    residual: UnsafePointer<Float>? = nil, into y: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let width = min(panels.upperBound * Int(DK_PANEL), outputs) - panels.lowerBound * Int(DK_PANEL)
    switch weights {
    case .int8(let weights):
      guard let quantized = x.quantized else { return }
      let matrix = weights.matrix(fromPanel: panels.lowerBound, outputs: width)
      x.make(
        PanelProduct(
          factors: .int8(kernels.gemmInt8, quantized, matrix), rows: rows, activation: activation,
          residual: residual, result: y, stride: stride))
    case .float32(let weights):
      let matrix = weights.matrix(fromPanel: panels.lowerBound, outputs: width)
      x.make(
        PanelProduct(
          factors: .float32(kernels.gemmFloat32, x.values, matrix), rows: rows, activation: activation,
          residual: residual, result: y, stride: stride))
    case .blas(let weights):
      weights.multiply(
        x.values, rows: rows, firstOutput: panels.lowerBound * Int(DK_PANEL), outputs: width,
        activation: activation, residual: residual, into: y, stride: stride, kernels: kernels)
    }
  }

  /// Row `output` of W times `multiplier`, into [inputs] floats.
  func unpackRow(_ output: Int, multiplier: Float, into x: UnsafeMutablePointer<Float>) {
    switch weights {
    case .int8(let weights):
      var matrix = weights.matrix(fromPanel: 0, outputs: outputs)
      dk_unpack_int8_row(&matrix, output, multiplier, x)
    case .float32(let weights):
      var matrix = weights.matrix(fromPanel: 0, outputs: outputs)
      dk_unpack_f32_row(&matrix, output, multiplier, x)
    case .blas(let weights):
      let row = weights.values.pointer + output * inputs
      for i in 0..<inputs { x[i] = row[i] * multiplier }
    }
  }
}
