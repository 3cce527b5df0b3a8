/// A double-array trie where it lies: little-endian units of 32 bits, laid out as SentencePiece's
/// own normalisation rules are.
///
/// A unit holds the byte that leads to it (bits 0...7, and bit 31 clear), whether a key ends at it (bit 8)
/// and the distance, combined by exclusive or, to the base of its children (bits 10...30, eight bits
/// further left where bit 9 is set). The child for a byte lies at the base combined with the byte; the value
/// of a key, with bit 31 set, at the base itself. Units of a damaged trie that lead outside end the walk.
struct DoubleArray {
  private let units: UnsafeRawBufferPointer
  private let count: Int
  /// The base of the root's children; nil in an empty trie.
  let root: Int?

  init(_ units: UnsafeRawBufferPointer) {
    self.units = units
    count = units.count / 4
    root = count > 0 ? Self.distance(units.uint32(at: 0)) : nil
  }

  /// What a step on a byte leads to.
  struct Step {
    /// The base of the node's children.
    var base: Int
    /// The value of the key that ends here.
    var value: UInt32?
  }

  /// From a node, given by the base of its children, to its child for `byte`.
  @inline(__always)
  func step(from base: Int, on byte: UInt8) -> Step? {
    let place = base ^ Int(byte)
    guard place < count else { return nil }
    let unit = units.uint32(at: 4 * place)
    guard unit & 0x8000_00FF == UInt32(byte) else { return nil }
    let base = place ^ Self.distance(unit)
    guard unit & 0x100 != 0, base < count else { return Step(base: base, value: nil) }
    return Step(base: base, value: units.uint32(at: 4 * base) & 0x7FFF_FFFF)
  }

  /// The longest key that `text` begins with.
  func longestPrefix(of text: UnsafeRawBufferPointer) -> (length: Int, value: UInt32)? {
    guard var base = root else { return nil }
    var longest: (length: Int, value: UInt32)?
    for index in 0..<text.count {
      guard let step = step(from: base, on: text[index]) else { break }
      base = step.base
      if let value = step.value { longest = (index + 1, value) }
    }
    return longest
  }

  /// Where the walk along all of `text` ends.
  func walk(_ text: UnsafeRawBufferPointer, from start: Int? = nil) -> Step? {
    guard let start = start ?? root else { return nil }
    var last = Step(base: start, value: nil)
    for byte in text {
      guard let next = step(from: last.base, on: byte) else { return nil }
      last = next
    }
    return last
  }

  @inline(__always)
  private static func distance(_ unit: UInt32) -> Int {
    Int(unit >> 10) << Int((unit & 0x200) >> 6)
  }
}
