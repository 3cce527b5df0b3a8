/// The cross-attention keys and values of one source sentence, computed once.
final class SourceMemory: Sendable {
  let length: Int
  private let dimension: Int
  private let storage: AlignedBuffer<Float>  // [layers, length, 2d]: keys, then values of a position

  init(length: Int, layers: Int, dimension: Int) throws(InferenceError) {
    self.length = length
    self.dimension = dimension
    storage = try AlignedBuffer(count: layers * length * 2 * dimension)
  }

  /// [length, 2d]
  func keysAndValues(layer: Int) -> UnsafeMutablePointer<Float> {
    storage.pointer + layer * length * 2 * dimension
  }
}
