/// One unfinished hypothesis.
struct Beam {
  var tokens: [Int32] = []
  /// Log-probability of each token; 0 for forced ones.
  var tokenScores: [Float] = []
  /// Their sum.
  var score: Float = 0
  /// Cache rows of the positions decoded so far.
  var history: [Int32] = []
  /// Cross-attention of each step, [source length], where asked for.
  var attention: [[Float]] = []

  /// This hypothesis with one more token.
  func extended(by candidate: Candidate) -> Beam {
    var beam = self
    beam.tokens.append(candidate.token)
    beam.tokenScores.append(candidate.logProbability)
    beam.score += candidate.logProbability
    return beam
  }

  /// Ids that would complete an n-gram that already stands in the hypothesis.
  func tokensCompletingNgrams(size: Int) -> [Int32] {
    guard size > 0, tokens.count >= size else { return [] }
    let tail = tokens.suffix(size - 1)
    return (0...(tokens.count - size)).compactMap { start in
      tokens[start..<start + size - 1].elementsEqual(tail) ? tokens[start + size - 1] : nil
    }
  }
}
