/// x + outer(activation(inner(x))), with its norm.
struct FeedForward: Sendable {
  private let norm: LayerNorm
  private let inner: Linear
  private let outer: Linear
  private let preNorm: Bool
  private let activation: ActivationFunction

  init(_ parameters: FeedForwardParameters, name: String, build: LayerBuilder) throws(InferenceError) {
    let width = parameters.inner.weight.rows
    norm = try build.norm(parameters.norm, "\(name)/layer_norm")
    inner = try build.linear(parameters.inner, outputs: width, inputs: build.dimension, "\(name)/inner")
    outer = try build.linear(parameters.outer, outputs: build.dimension, inputs: width, "\(name)/outer")
    preNorm = build.stack.preNorm
    activation = build.stack.activation
  }

  /// x: [rows, dimension], in place.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, rows: Int, scratch: inout LayerScratch
  ) throws(InferenceError) {
    let dimension = outer.outputs
    let input = try scratch.input(x, rows: rows, dimension: dimension, norm: preNorm ? norm : nil)
    let hidden = try scratch.hidden.reserve(rows * inner.outputs)
    let operand = try scratch.operands.operand(input, rows: rows, columns: dimension)
    inner(operand, rows: rows, activation: activation.kernelCode, into: hidden, stride: inner.outputs)
    let activated = try scratch.operands.operand(hidden, rows: rows, columns: inner.outputs)
    outer(activated, rows: rows, residual: x, into: x, stride: dimension)
    if !preNorm { norm(x, rows: rows, into: x) }
  }
}
