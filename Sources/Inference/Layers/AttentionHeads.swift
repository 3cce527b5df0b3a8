import CKernels

/// softmax(scale q.k) v, head by head.
struct AttentionHeads: Sendable {
  let count: Int
  let dimension: Int  // of one head
  private let scale: Float
  private let kernels: KernelTable

  init(build: LayerBuilder, queryScale: Float?) throws(InferenceError) {
    count = build.stack.headCount
    guard count > 0, build.dimension % count == 0 else {
      throw .wrongShape(weight: "attention heads", expected: [build.dimension], found: [count])
    }
    dimension = build.dimension / count
    scale = queryScale ?? 1 / Float(dimension).squareRoot()
    kernels = build.kernels
  }

  /// Attention of `queries` rows over `length` keys and values `stride` floats apart.
  /// `rows` names the rows of K and V to visit; nil is the first `length`.
  /// out: [queries] of `outStride`; weights: [queries, heads, length].
  func attend(
    queries: UnsafePointer<Float>, queryCount: Int, queryStride: Int, keys: UnsafePointer<Float>,
    values: UnsafePointer<Float>, rows: UnsafePointer<Int32>?, length: Int, stride: Int,
    weights: UnsafeMutablePointer<Float>, into out: UnsafeMutablePointer<Float>, outStride: Int
  ) {
    var call = dk_attention(
      q: queries, queries: queryCount, q_stride: queryStride, k: keys, v: values, rows: rows,
      length: length, stride: stride, heads: count, d_head: dimension, scale: scale, weights: weights,
      out: out, out_stride: outStride)
    kernels.attention(&call)
  }
}
