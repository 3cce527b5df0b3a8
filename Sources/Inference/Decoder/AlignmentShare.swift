/// What one layer gives to a row's alignment: the mean of the cross-attention of some heads.
struct AlignmentShare: Sendable {
  /// Of this layer.
  let heads: [Int]
  /// Of all layers.
  let headCount: Int

  /// weights: [heads of the layer, length]; alignment [length] grows by the share.
  func add(_ weights: UnsafePointer<Float>, length: Int, to alignment: UnsafeMutablePointer<Float>) {
    for head in heads {
      let values = weights + head * length
      for i in 0..<length { alignment[i] += values[i] / Float(headCount) }
    }
  }
}
