/// Cuts a stream of bytes into lines, and keeps no more of one than a line may have.
package struct LineSplitter: Sendable {
  package enum Line: Sendable, Equatable {
    /// Without its end.
    case line([UInt8])
    /// The bytes of a line that is too long, without its end; they are gone.
    case tooLong(Int)
  }

  private let limit: Int
  private var input: ArraySlice<UInt8> = []
  private var line: [UInt8] = []
  private var length = 0
  private var endsInReturn = false

  package init(limit: Int) {
    self.limit = limit
  }

  package mutating func append(_ bytes: some Collection<UInt8>) {
    if input.isEmpty { input = ArraySlice(bytes) } else { input.append(contentsOf: bytes) }
  }

  /// The next whole line that is not blank.
  package mutating func next() -> Line? {
    while !input.isEmpty {
      let end = input.firstIndex(of: 0x0A)
      take(input[..<(end ?? input.endIndex)])
      input = input[(end.map { $0 + 1 } ?? input.endIndex)...]
      if end != nil, let line = finish() { return line }
    }
    return nil
  }

  /// What is left when the stream has ended without a line end.
  package mutating func last() -> Line? {
    finish()
  }

  /// What has come of a line that is not whole.
  package var rest: [UInt8] { line }

  private mutating func take(_ bytes: ArraySlice<UInt8>) {
    length += bytes.count
    if let last = bytes.last { endsInReturn = last == 0x0D }
    // One more than allowed, which may be the CR of the line's end.
    line.append(contentsOf: bytes.prefix(limit + 1 - line.count))
  }

  private mutating func finish() -> Line? {
    defer { (line, length, endsInReturn) = ([], 0, false) }
    if endsInReturn, length > 0 {
      if line.count == length { line.removeLast() }
      length -= 1
    }
    if length > limit { return .tooLong(length) }
    return line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ? nil : .line(line)
  }
}
