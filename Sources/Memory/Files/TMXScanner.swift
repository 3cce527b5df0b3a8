/// Finds the `<tu>` elements of a TMX file, outside of comments.
struct TMXScanner {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  private var counted = (place: 0, line: 1)
  /// Of the element found last, counted from 1.
  private(set) var line = 1
  /// Whether the end of the file's outermost element has come.
  private(set) var isComplete = false

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next element with its tags; nil at the end.
  mutating func next() -> Range<Int>? {
    while let start = find("<", from: place) {
      if starts("<!--", at: start) {
        place = find("-->", from: start + 4).map { $0 + 3 } ?? bytes.count
      } else if starts("<tu", at: start), isNameEnd(start + 3) {
        count(to: start)
        line = counted.line
        guard let end = find("</tu>", from: start + 3) else {
          place = bytes.count
          return nil
        }
        place = end + 5
        return start..<place
      } else {
        if starts("</tmx", at: start) { isComplete = true }
        place = start + 1
      }
    }
    place = bytes.count
    return nil
  }

  var lastLine: Int {
    var copy = self
    copy.count(to: bytes.count)
    return copy.counted.line
  }

  private mutating func count(to end: Int) {
    while counted.place < end {
      if bytes[counted.place] == 0x0A { counted.line += 1 }
      counted.place += 1
    }
  }

  private func find(_ text: StaticString, from start: Int) -> Int? {
    var place = start
    while place < bytes.count {
      if bytes[place] == text.utf8Start[0], starts(text, at: place) { return place }
      place += 1
    }
    return nil
  }

  private func starts(_ text: StaticString, at place: Int) -> Bool {
    guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
  }

  private func isNameEnd(_ place: Int) -> Bool {
    place < bytes.count && [0x20, 0x09, 0x0A, 0x0D, 0x3E].contains(bytes[place])
  }
}
