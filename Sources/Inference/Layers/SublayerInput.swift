/// What a sublayer reads: the stream of vectors through the norm that stands before it.
///
/// In pre-norm models that is the sublayer's own norm, and the stream stays as it is; in post-norm models it is the
/// norm after the sublayer before, which the stream then goes on with. Either way the norm and the quantisation of
/// what it makes are one pass.
struct SublayerInput: Sendable {
  private let norm: LayerNorm?
  private let isOfStream: Bool

  /// - Parameters:
  ///   - own: the sublayer's norm.
  ///   - previous: the norm of the sublayer before; nil for the first.
  init(own: LayerNorm, previous: LayerNorm?, preNorm: Bool) {
    norm = preNorm ? own : previous
    isOfStream = !preNorm
  }

  /// x: [rows, dimension], which holds the normalised vectors afterwards in post-norm models.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, rows: Int, dimension: Int, scratch: inout LayerScratch
  ) throws(InferenceError) -> Operand {
    guard let norm else { return try scratch.operands.operand(x, rows: rows, columns: dimension) }
    let y = isOfStream ? x : try scratch.normed.reserve(rows * dimension)
    return try scratch.operands.operand(x, through: norm, rows: rows, columns: dimension, into: y)
  }
}
