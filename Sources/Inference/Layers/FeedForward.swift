/// x + the linear layers in turn, the activation after each but the last; with its norm.
struct FeedForward: Sendable {
  private let norm: LayerNorm
  private let linears: [Linear]
  private let widest: Int  // of what lies between two linear layers and of the result
  private let preNorm: Bool
  private let activation: ActivationFunction

  init(_ parameters: FeedForwardParameters, name: String, build: LayerBuilder) throws(InferenceError) {
    let d = build.dimension
    guard !parameters.linears.isEmpty else {
      throw .wrongShape(weight: "\(name)/linear_0/weight", expected: [d, d], found: [])
    }
    norm = try build.norm(parameters.norm, "\(name)/layer_norm")
    var linears: [Linear] = []
    for (index, linear) in parameters.linears.enumerated() {
      let isLast = index == parameters.linears.count - 1
      linears.append(
        try build.linear(
          linear, outputs: isLast ? d : linear.weight.rows, inputs: linears.last?.outputs ?? d,
          "\(name)/linear_\(index)"))
    }
    self.linears = linears
    widest = linears.map(\.outputs).max() ?? d
    preNorm = build.stack.preNorm
    activation = build.stack.activation
  }

  /// x: [rows, dimension], in place.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, rows: Int, scratch: inout LayerScratch
  ) throws(InferenceError) {
    guard let last = linears.last else { return }
    var input = try scratch.input(x, rows: rows, dimension: last.outputs, norm: preNorm ? norm : nil)
    // A float layer still reads its input while it writes: two buffers take turns.
    var free = try scratch.hidden.reserve(rows * widest)
    var next = linears.count > 2 ? try scratch.otherHidden.reserve(rows * widest) : free
    for linear in linears.dropLast() {
      let operand = try scratch.operands.operand(input, rows: rows, columns: linear.inputs)
      linear(operand, rows: rows, activation: activation.kernelCode, into: free, stride: linear.outputs)
      input = UnsafePointer(free)
      swap(&free, &next)
    }
    let operand = try scratch.operands.operand(input, rows: rows, columns: last.inputs)
    let y = input == UnsafePointer(x) ? free : x
    last(operand, rows: rows, residual: x, into: y, stride: last.outputs)
    if !preNorm { norm(y, rows: rows, into: x) }
  }
}
