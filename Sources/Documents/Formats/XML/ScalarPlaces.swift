/// The characters of a stretch of UTF-8 with the bytes that each stands at.
struct ScalarPlaces: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private let resolves: Bool
  private let end: Int
  private var position: Int

  /// - Parameter resolves: whether `&amp;` is a character.
  init(_ bytes: [UInt8], _ range: Range<Int>, resolves: Bool) {
    self.bytes = bytes
    self.resolves = resolves
    position = range.lowerBound
    end = range.upperBound
  }

  mutating func next() -> (scalar: Unicode.Scalar, place: Range<Int>)? {
    while position < end {
      if resolves, let reference = CharacterReference.read(bytes, at: position, end: end) {
        defer { position = reference.end }
        return (reference.scalar, position..<reference.end)
      }
      let start = position
      position = Swift.min(start + UTF8Width.width(of: bytes[start]), end)
      if let scalar = UTF8Width.scalar(bytes[start..<position]) { return (scalar, start..<position) }
    }
    return nil
  }
}
