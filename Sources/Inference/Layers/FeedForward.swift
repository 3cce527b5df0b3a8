/// x + the linear layers in turn, the activation after each but the last; with its norm.
struct FeedForward: Sendable {
  /// Its norm; in post-norm models the sublayer after it applies it.
  let norm: LayerNorm
  private let input: SublayerInput
  private let linears: [Linear]
  private let widest: Int  // of what lies between two linear layers and of the result
  private let activation: ActivationFunction

  /// - Parameter previous: the norm of the sublayer before.
  init(
    _ parameters: FeedForwardParameters, name: String, build: LayerBuilder, previous: LayerNorm?
  ) throws(InferenceError) {
    let d = build.dimension
    guard !parameters.linears.isEmpty else {
      throw .wrongShape(weight: "\(name)/linear_0/weight", expected: [d, d], found: [])
    }
    norm = try build.norm(parameters.norm, "\(name)/layer_norm")
    input = SublayerInput(own: norm, previous: previous, preNorm: build.stack.preNorm)
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
    activation = build.stack.activation
  }

  /// x: [rows, dimension], in place.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, rows: Int, scratch: inout LayerScratch
  ) throws(InferenceError) {
    guard let last = linears.last else { return }
    var operand = try input(x, rows: rows, dimension: last.outputs, scratch: &scratch)
    // A float layer still reads its input while it writes: two buffers take turns.
    var free = try scratch.hidden.reserve(rows * widest)
    var next = linears.count > 2 ? try scratch.otherHidden.reserve(rows * widest) : free
    for linear in linears.dropLast() {
      linear(operand, rows: rows, activation: activation.kernelCode, into: free, stride: linear.outputs)
      operand = try scratch.operands.operand(free, rows: rows, columns: linear.outputs)
      swap(&free, &next)
    }
    let y = operand.values == UnsafePointer(x) ? free : x
    last(operand, rows: rows, residual: x, into: y, stride: last.outputs)
    if y != x { x.update(from: y, count: rows * last.outputs) }
  }
}
