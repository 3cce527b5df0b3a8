/// x + the linear layers in turn, the activation after each but the last; with its norm.
struct FeedForward: Sendable {
  private let norm: LayerNorm
  private let linears: [Linear]
  private let preNorm: Bool
  private let activation: ActivationFunction

  init(_ parameters: FeedForwardParameters, name: String, build: LayerBuilder) throws(InferenceError) {
    norm = try build.norm(parameters.norm, "\(name)/layer_norm")
    var linears: [Linear] = []
    for (index, linear) in parameters.linears.enumerated() {
      let isLast = index == parameters.linears.count - 1
      linears.append(
        try build.linear(
          linear, outputs: isLast ? build.dimension : linear.weight.rows,
          inputs: linears.last?.outputs ?? build.dimension, "\(name)/linear_\(index)"))
    }
    self.linears = linears
    preNorm = build.stack.preNorm
    activation = build.stack.activation
  }

  /// x: [rows, dimension], in place.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, rows: Int, scratch: inout LayerScratch
  ) throws(InferenceError) {
    guard let last = linears.last else { return }
    var input = try scratch.input(x, rows: rows, dimension: last.outputs, norm: preNorm ? norm : nil)
    let widest = linears.dropLast().map(\.outputs).max() ?? 0
    let hidden = try scratch.hidden.reserve(rows * widest)
    for linear in linears.dropLast() {
      // Once the input has become an operand its floats may be overwritten, but not by float layers.
      let operand = try scratch.operands.operand(input, rows: rows, columns: linear.inputs)
      linear(operand, rows: rows, activation: activation.kernelCode, into: hidden, stride: linear.outputs)
      input = UnsafePointer(hidden)
    }
    let operand = try scratch.operands.operand(input, rows: rows, columns: last.inputs)
    last(operand, rows: rows, residual: x, into: x, stride: last.outputs)
    if !preNorm { norm(x, rows: rows, into: x) }
  }
}
