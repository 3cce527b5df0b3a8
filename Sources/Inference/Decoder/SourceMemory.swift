/// The cross-attention keys and values of one source sentence, computed once.
final class SourceMemory: Sendable {
  private static let padding = 16  // a cache line
  let length: Int
  /// Floats from one position to the next. Keys at a distance of a power of two would push each other out of the
  /// first-level cache.
  let stride: Int
  private let storage: AlignedBuffer<Float>  // [layers, length, stride]: keys, then values of a position, 2d

  init(length: Int, layers: Int, dimension: Int) throws(InferenceError) {
    self.length = length
    stride = 2 * dimension + Self.padding
    storage = try AlignedBuffer(count: layers * length * stride)
  }

  /// [length] rows of `stride` floats, 2d of which are used.
  func keysAndValues(layer: Int) -> UnsafeMutablePointer<Float> {
    storage.pointer + layer * length * stride
  }
}
