/// Cuts text into the pieces whose scores have the highest sum.
struct UnigramSegmenter {
  let trie: DoubleArray
  /// The scores of pieces, 32-bit floats by id.
  let scores: UnsafeRawBufferPointer
  let pieceCount: Int
  let unknownID: Int32
  /// The lowest and the highest score of a normal piece.
  let scoreBounds: (lowest: Float, highest: Float)

  /// What a character that no piece covers costs beyond the worst piece.
  static let unknownPenalty: Float = 10

  /// The best way to a place in the text.
  struct Node {
    var score: Float = 0
    /// Where the last piece of the way begins; -1 while no way is known.
    var start: Int32 = -1
    var id: Int32 = -1
  }

  /// - Parameter nodes: room to work in, whatever it holds.
  /// - Returns: `segments` in order; every piece begins and ends between characters.
  func segment(
    _ text: UnsafeBufferPointer<UInt8>, nodes: inout [Node], into segments: inout [Segment]
  ) {
    segments.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
    nodes.append(contentsOf: repeatElement(Node(), count: text.count + 1))
    nodes.withUnsafeMutableBufferPointer { search(text, $0) }

    var end = text.count
    while end > 0 {
      let node = nodes[end]
      segments.append(Segment(start: node.start, end: Int32(truncatingIfNeeded: end), id: node.id))
      end = Int(node.start)
    }
    segments.reverse()
  }

  private func search(
    _ text: UnsafeBufferPointer<UInt8>, _ nodes: UnsafeMutableBufferPointer<Node>
  ) {
    let unknownScore = scoreBounds.lowest - Self.unknownPenalty
    let root = trie.root ?? .max
    var start = 0
    while start < text.count {
      let scoreHere = nodes[start].score
      let character = min(UTF8Scalar.length(promisedBy: text[start]), text.count - start)
      var isCovered = false
      var base = root
      var end = start
      while end < text.count, let step = trie.step(from: base, on: text[end]) {
        base = step.base
        end += 1
        guard let bits = step.value else { continue }
        let value = PieceValue(bits: bits)
        guard value.id < pieceCount else { continue }
        // Sums in double precision, kept in single: as SentencePiece does, whose ties these must be.
        let sum = score(of: value, length: end - start) + Double(scoreHere)
        if nodes[end].start < 0 || sum > Double(nodes[end].score) {
          nodes[end] = Node(
            score: Float(sum), start: Int32(truncatingIfNeeded: start),
            id: Int32(truncatingIfNeeded: value.id))
        }
        if end - start == character { isCovered = true }
      }
      if !isCovered {
        let sum = unknownScore + scoreHere
        let end = start + character
        if nodes[end].start < 0 || sum > nodes[end].score {
          nodes[end] = Node(score: sum, start: Int32(truncatingIfNeeded: start), id: unknownID)
        }
      }
      start += character
    }
  }

  /// User-defined pieces score so high that they always win.
  @inline(__always)
  private func score(of value: PieceValue, length: Int) -> Double {
    guard value.isUserDefined else { return Double(Float(bitPattern: scores.uint32(at: 4 * value.id))) }
    return Double(Float(length) * scoreBounds.highest) - 0.1
  }
}
