/// Cuts text into characters and merges neighbours to pieces, the pair with the highest score first and
/// of equal ones the leftmost.
struct BytePairSegmenter {
  let trie: DoubleArray
  let scores: UnsafeRawBufferPointer
  let pieceCount: Int
  let unknownID: Int32
  let userDefined: DoubleArray

  /// A stretch of text that is one piece so far. Merging leaves the right one of a pair empty.
  private struct Symbol {
    var start: Int
    var end: Int
    var previous: Int
    var next: Int
    /// User-defined pieces are never merged.
    var isFrozen: Bool
    /// Where the symbol's text leads in the trie; nil when no piece begins with it.
    var step: DoubleArray.Step?
  }

  /// Two neighbours that would make a piece.
  private struct Pair: Comparable {
    var score: Float
    var left: Int
    var right: Int
    /// The bytes of both, by which a pair that has changed since is told.
    var length: Int
    var step: DoubleArray.Step

    static func < (a: Pair, b: Pair) -> Bool {
      a.score < b.score || (a.score == b.score && a.left > b.left)
    }

    static func == (a: Pair, b: Pair) -> Bool { a.score == b.score && a.left == b.left }
  }

  func segment(_ text: UnsafeBufferPointer<UInt8>, into segments: inout [Segment]) {
    segments.removeAll(keepingCapacity: true)
    let text = UnsafeRawBufferPointer(text)
    var symbols = characters(of: text)
    guard !symbols.isEmpty else { return }

    // The length of the left part of unused pieces, by id: they are taken apart again at the end.
    var splits: [Int: Int] = [:]
    var agenda = Heap<Pair>()
    func propose(_ left: Int, _ right: Int) {
      guard left >= 0, right >= 0, !symbols[left].isFrozen, !symbols[right].isFrozen,
        let step = symbols[left].step,
        let merged = trie.walk(slice(text, symbols[right]), from: step.base),
        let value = value(merged)
      else { return }
      let length = symbols[right].end - symbols[left].start
      agenda.push(
        Pair(score: score(value.id), left: left, right: right, length: length, step: merged))
      if value.isUnused { splits[value.id] = symbols[left].end - symbols[left].start }
    }

    for right in symbols.indices.dropFirst() { propose(right - 1, right) }
    while let pair = agenda.pop() {
      let (left, right) = (symbols[pair.left], symbols[pair.right])
      guard left.start < left.end, right.start < right.end, right.end - left.start == pair.length,
        left.next == pair.right
      else { continue }
      symbols[pair.left].end = right.end
      symbols[pair.left].next = right.next
      symbols[pair.left].step = pair.step
      symbols[pair.right].end = right.start
      if right.next >= 0 { symbols[right.next].previous = pair.left }
      propose(left.previous, pair.left)
      propose(pair.left, right.next)
    }

    var index = 0
    while index >= 0 {
      append(symbols[index].start..<symbols[index].end, of: text, splits, to: &segments)
      index = symbols[index].next
    }
  }

  private func characters(of text: UnsafeRawBufferPointer) -> [Symbol] {
    var symbols: [Symbol] = []
    symbols.reserveCapacity(text.count)
    var start = 0
    while start < text.count {
      let rest = UnsafeRawBufferPointer(rebasing: text[start...])
      let symbol = userDefined.longestPrefix(of: rest)
      let length = symbol?.length ?? min(UTF8Scalar.length(promisedBy: rest[0]), rest.count)
      let end = start + length
      symbols.append(
        Symbol(
          start: start, end: end, previous: symbols.count - 1,
          next: end < text.count ? symbols.count + 1 : -1, isFrozen: symbol != nil,
          step: trie.walk(UnsafeRawBufferPointer(rebasing: rest[..<length]))))
      start = end
    }
    return symbols
  }

  /// Appends the piece in `range`, an unused one as the parts that it was merged of.
  private func append(
    _ range: Range<Int>, of text: UnsafeRawBufferPointer, _ splits: [Int: Int],
    to segments: inout [Segment]
  ) {
    var parts = [range]
    while let part = parts.popLast() {
      let value = trie.walk(UnsafeRawBufferPointer(rebasing: text[part])).flatMap(value)
      if let value, value.isUnused, let split = splits[value.id], split > 0, split < part.count {
        parts.append(part.lowerBound + split..<part.upperBound)
        parts.append(part.lowerBound..<part.lowerBound + split)
      } else {
        segments.append(
          Segment(
            start: Int32(truncatingIfNeeded: part.lowerBound),
            end: Int32(truncatingIfNeeded: part.upperBound),
            id: value.map { Int32(truncatingIfNeeded: $0.id) } ?? unknownID))
      }
    }
  }

  private func slice(_ text: UnsafeRawBufferPointer, _ symbol: Symbol) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: text[symbol.start..<symbol.end])
  }

  private func value(_ step: DoubleArray.Step) -> PieceValue? {
    step.value.map(PieceValue.init).flatMap { $0.id < pieceCount ? $0 : nil }
  }

  private func score(_ id: Int) -> Float {
    Float(bitPattern: scores.uint32(at: 4 * id))
  }
}
