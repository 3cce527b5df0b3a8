/// Packs parameters for one stack: what all its layers have in common.
struct LayerBuilder {
  let stack: StackConfiguration
  let dimension: Int
  let computeType: ComputeType
  let kernels: KernelTable

  func norm(_ parameters: LayerNormParameters, _ name: String) throws(InferenceError) -> LayerNorm {
    try LayerNorm(
      parameters, dimension: dimension, epsilon: stack.layerNormEpsilon, name: name, kernels: kernels)
  }

  /// A norm that some models have.
  func norm(_ parameters: LayerNormParameters?, _ name: String) throws(InferenceError) -> LayerNorm? {
    guard let parameters else { return nil }
    return try norm(parameters, name) as LayerNorm
  }

  func linear(
    _ parameters: LinearParameters, outputs: Int, inputs: Int, _ name: String
  ) throws(InferenceError) -> Linear {
    try Linear(
      parameters, outputs: outputs, inputs: inputs, name: name, computeType: computeType, kernels: kernels)
  }

  /// A matrix that makes queries, keys, values or attention's output.
  func attentionLinear(
    _ parameters: LinearParameters, outputs: Int, inputs: Int, _ name: String
  ) throws(InferenceError) -> Linear {
    try Linear(
      parameters, outputs: outputs, inputs: inputs, name: name,
      computeType: computeType.forAttention(modelDimension: dimension), kernels: kernels)
  }
}
