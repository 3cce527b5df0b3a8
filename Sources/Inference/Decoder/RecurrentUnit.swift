/// A simple recurrent unit: f = sigmoid(forget(x)), c = f * c' + (1 - f) * input(x), y = relu(c).
///
/// The cell c of a position lies in the cache row of that position, and c' in the row above it in the tree:
/// beams branch without a copy, and a step costs the same however long the target is.
struct RecurrentUnit: Sendable {
  let norm: LayerNorm
  private let read: SublayerInput
  private let input: Linear
  private let forget: Linear
  private let kernels: KernelTable

  init(
    _ parameters: RecurrentUnitParameters, name: String, build: LayerBuilder, previous: LayerNorm?
  ) throws(InferenceError) {
    let d = build.dimension
    norm = try build.norm(parameters.norm, "\(name)/layer_norm")
    read = SublayerInput(own: norm, previous: previous, preNorm: build.stack.preNorm)
    input = try build.linear(parameters.input, outputs: d, inputs: d, "\(name)/input")
    forget = try build.linear(parameters.forget, outputs: d, inputs: d, "\(name)/forget")
    kernels = build.kernels
  }

  /// x: [rows, d], in place; cells: [cache rows, d].
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, step: DecoderStep, cells: UnsafeMutablePointer<Float>,
    scratch: inout LayerScratch
  ) throws(InferenceError) {
    let (d, rows) = (input.outputs, step.rows.count)
    let operand = try read(x, rows: rows, dimension: d, scratch: &scratch)
    let projected = try scratch.projected.reserve(rows * 2 * d)
    input(operand, rows: rows, into: projected, stride: 2 * d)
    forget(operand, rows: rows, into: projected + d, stride: 2 * d)
    for (i, row) in step.rows.enumerated() {
      let previous = step.previousCacheRow(of: row).map { UnsafePointer(cells + $0 * d) }
      let (taken, gate) = (projected + i * 2 * d, projected + (i * 2 + 1) * d)
      kernels.recurrentUnit(
        taken, gate, previous, d, cells + step.cacheRow(of: row) * d, x + i * d, x + i * d)
    }
  }
}
