import Live
import TestSupport
import Testing

@Suite struct LineSplitterTests {
  /// However a text is cut, the same lines come out of it.
  @Test(arguments: 0..<50) func findsTheSameLinesInAnyPieces(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let limit = 8
    let bytes = (0..<200).map { _ in
      [0x0A, 0x0D, 0x20, 0x61, 0x62].randomElement(using: &random) ?? UInt8(0x61)
    }
    let wanted = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).compactMap {
      line -> LineSplitter.Line? in
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.count > limit { return .tooLong(line.count) }
      return line.allSatisfy { $0 != 0x61 && $0 != 0x62 } ? nil : .line(Array(line))
    }
    var splitter = LineSplitter(limit: limit)
    var found: [LineSplitter.Line] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...rest.count, using: &random)
      splitter.append(rest.prefix(count))
      rest = rest.dropFirst(count)
      if Bool.random(using: &random) { while let line = splitter.next() { found.append(line) } }
    }
    while let line = splitter.next() { found.append(line) }
    if let line = splitter.last() { found.append(line) }
    #expect(found == wanted)
  }
}
