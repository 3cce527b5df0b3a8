import Foundation

extension BeamSearch {
  /// The best finished hypotheses; loops come after all that ended by themselves.
  func hypotheses() -> [Hypothesis] {
    let ranked = finished.enumerated().sorted { a, b in
      let (aLoops, bLoops) = (a.element.finishReason == .repetition, b.element.finishReason == .repetition)
      if aLoops != bLoops { return bLoops }
      return a.element.score != b.element.score ? a.element.score > b.element.score : a.offset < b.offset
    }
    return ranked.prefix(max(options.hypothesisCount, 1)).map(\.element)
  }

  /// Puts the hypothesis that ends with `last` among the finished.
  mutating func finish(_ last: Extension, reason: FinishReason, loop: TokenLoop?) {
    let depth = beams[last.beam].depth
    var nodes = [Int](repeating: TokenTree.root, count: depth + 1)
    tree.climb(from: beams[last.beam].node, count: depth + 1) { place, node in nodes[place] = node }
    var tokens = nodes.dropFirst().map { tree[$0].token }
    var scores = nodes.dropFirst().map { tree[$0].logProbability }
    if reason != .endOfSentence { tokens.append(last.candidate.token) }
    scores.append(last.candidate.logProbability)
    if let loop {
      tokens.removeLast(loop.repeated)
      scores.removeLast(loop.repeated)
    }
    let count = Float(depth + 1)  // the end mark counts
    finished.append(
      Hypothesis(
        tokens: tokens, score: last.score / powf(count, options.lengthPenalty), tokenScores: scores,
        finishReason: reason, attention: attention(of: tokens.count, along: nodes)))
  }

  /// Rows of tokens that were given for terms: what these are translations of is known.
  private func settled(_ rows: [[Float]], along nodes: [Int]) -> [[Float]] {
    guard let guide else { return rows }
    var rows = rows
    for (index, node) in nodes.dropFirst().prefix(rows.count).enumerated() {
      guard let constraint = tree[node].constraint else { continue }
      rows[index] = guide.row(rows[index], of: constraint)
    }
    return rows
  }

  /// The rows of the first `count` tokens of a hypothesis, out of the nodes that align them.
  private func attention(of count: Int, along nodes: [Int]) -> [[Float]] {
    guard options.returnsAttention else { return [] }
    let rows = nodes.dropFirst(alignmentStep == .reading ? 1 : 0).prefix(count).map { node in
      [Float](UnsafeBufferPointer(start: tree.attention(of: node), count: memory.length))
    }
    // No step has read the last token of a translation that was cut at its length.
    let missing = [[Float]](repeating: [Float](repeating: 0, count: memory.length), count: count - rows.count)
    return settled(rows + missing, along: nodes)
  }
}
