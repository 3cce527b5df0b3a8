import Foundation

/// The search for one sentence's translation: beams that grow a token at a time. Of a given target it is the
/// one beam that follows it.
///
/// Each step keeps the best `2 * beamSize` extensions of all beams; the first `beamSize` that end become
/// finished hypotheses and are replaced by the next best that go on. The search ends when `beamSize`
/// hypotheses have finished (without a length penalty: as soon as the best one has), or at the length limit.
struct BeamSearch {
  let beamSize: Int
  let options: DecodingOptions
  let memory: SourceMemory
  private let target: [Int32]?
  private let alignmentStep: AlignmentStep
  private let endToken: Int32
  private let suppressed: [Int32]
  private let maximumLength: Int
  private let sourceRepetition: Int
  private(set) var beams: [Beam] = [Beam()]
  private(set) var finished: [Hypothesis] = []
  private(set) var isDone = false
  private var bestBeamFinished = false

  init(
    _ request: DecodingRequest, memory: SourceMemory, tokens: SpecialTokens, maximumLength: Int,
    alignmentStep: AlignmentStep
  ) {
    self.alignmentStep = alignmentStep
    beamSize = request.beamSize
    options = request.options
    target = request.target
    self.memory = memory
    self.maximumLength = maximumLength
    endToken = tokens.end
    suppressed = tokens.suppressed + request.options.suppressedTokens
    sourceRepetition = 2 * TokenLoop.longestRun(in: request.source)
  }

  /// Extensions that each row must offer.
  var candidateCount: Int { 2 * beamSize }

  /// The token that must come next, while the forced prefix lasts.
  var forcedToken: Int32? {
    let step = beams.first?.tokens.count ?? 0
    return step < options.forcedPrefix.count ? options.forcedPrefix[step] : nil
  }

  /// One decoder row for each beam; each takes a fresh cache row.
  /// - Returns: nil when the cache is full.
  mutating func makeRows(startToken: Int32?, cache: inout TargetCache) -> [DecoderRow]? {
    var rows: [DecoderRow] = []
    for index in beams.indices {
      let parent = beams[index].history.last
      guard let row = cache.allocate(parent: parent) else { return nil }
      if let parent { cache.release(parent) }
      beams[index].history.append(row)
      rows.append(
        DecoderRow(
          token: beams[index].tokens.last ?? startToken, position: beams[index].tokens.count,
          history: beams[index].history))
    }
    return rows
  }

  /// Keeps the cross-attention of this step, one [source length] for each beam.
  mutating func record(attention: ArraySlice<[Float]>) {
    for (index, weights) in zip(beams.indices, attention) { beams[index].attention.append(weights) }
  }

  /// What may not or should not come next, for each beam.
  func constraints() -> [LogitConstraint] {
    beams.map { beam in
      var constraint = LogitConstraint()
      constraint.banned = suppressed
      if beam.tokens.count < options.minimumLength { constraint.banned.append(endToken) }
      constraint.banned += beam.tokensCompletingNgrams(size: options.noRepeatNgramSize)
      if options.repetitionPenalty != 1 {
        constraint.penalized = Array(Set(beam.tokens)).sorted()
        constraint.penalty = options.repetitionPenalty
      }
      constraint.given = target.map { beam.tokens.count < $0.count ? $0[beam.tokens.count] : endToken }
      return constraint
    }
  }

  /// Takes the forced token.
  mutating func advanceForced(by token: Int32, cache: inout TargetCache) {
    guard let beam = beams.first else { return }
    choose([(0, Candidate(token: token, logProbability: 0), beam.score)], cache: &cache)
  }

  /// Takes the next tokens: candidates of each beam, best first.
  mutating func advance(_ candidates: [[Candidate]], cache: inout TargetCache) {
    var extensions: [(beam: Int, candidate: Candidate, score: Float)] = []
    for (index, list) in candidates.enumerated() {
      for candidate in list {
        extensions.append((index, candidate, beams[index].score + candidate.logProbability))
      }
    }
    // Ties go to the earlier beam, then to the lower id: the order in which they stand.
    let ranked = extensions.enumerated().sorted {
      $0.element.score != $1.element.score
        ? $0.element.score > $1.element.score : $0.offset < $1.offset
    }
    choose(ranked.prefix(candidateCount).map(\.element), cache: &cache)
  }

  /// Gives the cache rows back.
  mutating func release(cache: inout TargetCache) {
    for beam in beams {
      if let row = beam.history.last { cache.release(row) }
    }
    beams = []
  }

  /// The best finished hypotheses; loops come after all that ended by themselves.
  func hypotheses() -> [Hypothesis] {
    let ranked = finished.enumerated().sorted { a, b in
      let (aLoops, bLoops) = (a.element.finishReason == .repetition, b.element.finishReason == .repetition)
      if aLoops != bLoops { return bLoops }
      return a.element.score != b.element.score ? a.element.score > b.element.score : a.offset < b.offset
    }
    return ranked.prefix(max(options.hypothesisCount, 1)).map(\.element)
  }

  private mutating func choose(
    _ ranked: [(beam: Int, candidate: Candidate, score: Float)], cache: inout TargetCache
  ) {
    let step = beams.first?.tokens.count ?? 0
    let isLastStep = step + 1 >= maximumLength
    // Right after a forced prefix one beam alone is expanded; an end mark among its lesser candidates
    // would win by being short.
    let firstFreeStep = step == options.forcedPrefix.count && step > 0
    var next: [Beam] = []
    var replacements = ranked.dropFirst(beamSize).filter { $0.candidate.token != endToken }[...]

    for (rank, extension_) in ranked.prefix(beamSize).enumerated() {
      let ends = extension_.candidate.token == endToken
      if ends && firstFreeStep && rank > 0 { continue }
      let beam = beams[extension_.beam].extended(by: extension_.candidate)
      let mayLoop = !ends && target == nil
      let loop = mayLoop ? TokenLoop.trailing(in: beam.tokens, allowance: sourceRepetition) : nil
      guard ends || isLastStep || loop != nil else {
        next.append(beam)
        continue
      }
      if rank == 0 { bestBeamFinished = true }
      finish(beam, reason: ends ? .endOfSentence : loop != nil ? .repetition : .length, loop: loop)
      if let other = replacements.popFirst() {
        next.append(beams[other.beam].extended(by: other.candidate))
      }
    }

    let enough =
      options.lengthPenalty == 0
      ? bestBeamFinished && finished.count >= options.hypothesisCount : finished.count >= beamSize
    isDone = isLastStep || enough || next.isEmpty
    for beam in next {
      if let row = beam.history.last { cache.retain(row) }
    }
    for beam in beams {
      if let row = beam.history.last { cache.release(row) }
    }
    beams = next
    if isDone { release(cache: &cache) }
  }

  private mutating func finish(_ beam: Beam, reason: FinishReason, loop: TokenLoop?) {
    var (tokens, scores) = (beam.tokens, beam.tokenScores)
    if reason == .endOfSentence { tokens.removeLast() }
    let length = Float(max(beam.tokens.count, 1))  // the end mark counts
    if let loop {
      tokens.removeLast(loop.repeated)
      scores.removeLast(loop.repeated)
    }
    let attention = attention(of: tokens.count, in: beam)
    finished.append(
      Hypothesis(
        tokens: tokens, score: beam.score / powf(length, options.lengthPenalty), tokenScores: scores,
        finishReason: reason, attention: attention))
  }

  /// The rows of the first `count` tokens, out of the steps that align them.
  private func attention(of count: Int, in beam: Beam) -> [[Float]] {
    guard !beam.attention.isEmpty else { return [] }
    let rows = beam.attention.dropFirst(alignmentStep == .reading ? 1 : 0).prefix(count)
    // No step has read the last token of a translation that was cut at its length.
    let missing = [[Float]](repeating: [Float](repeating: 0, count: memory.length), count: count - rows.count)
    return rows + missing
  }
}
