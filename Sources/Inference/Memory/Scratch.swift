/// Working memory that grows to the largest size asked for and is then reused.
package struct Scratch<Element: BitwiseCopyable> {
  private var buffer: AlignedBuffer<Element>

  package init() throws(InferenceError) {
    buffer = try AlignedBuffer(count: 0)
  }

  /// At least `count` elements with unspecified content; earlier pointers end here.
  package mutating func reserve(_ count: Int) throws(InferenceError) -> UnsafeMutablePointer<Element> {
    if buffer.count < count {
      buffer = try AlignedBuffer(count: max(count, buffer.count + buffer.count / 2))
    }
    return buffer.pointer
  }
}
