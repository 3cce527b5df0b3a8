import Foundation

/// The search for one sentence's translation: beams that grow a token at a time. Of a given target it is the
/// one beam that follows it.
///
/// Each step keeps the best `2 * beamSize` extensions of all beams; the first `beamSize` that end become
/// finished hypotheses and are replaced by the next best that go on. The search ends when `beamSize`
/// hypotheses have finished (without a length penalty: as soon as the best one has), or at the length limit.
///
/// A single beam is read ahead: what is known or guessed to follow it goes through the decoder in the same step,
/// and is chosen, or dropped, when the logits of the positions before are there.
struct BeamSearch {
  let beamSize: Int
  let options: DecodingOptions
  let memory: SourceMemory
  let target: [Int32]?
  let endToken: Int32
  let maximumLength: Int
  let alignmentStep: AlignmentStep
  /// Repeated tokens that are no loop, because the source repeats itself.
  let sourceRepetition: Int
  private let suppressed: [Int32]
  private let suppressedBeforeMinimum: [Int32]

  /// Steps so far: as many as tokens of a beam that did not go back for a term.
  private(set) var length = 0
  var beams: [Beam]
  private(set) var isDone = false
  private(set) var tree: TokenTree
  var finished: [Hypothesis] = []
  /// The tokens of a hypothesis, while they are looked at.
  private var path: [Int32] = []
  private var nextBeams: [Beam] = []
  var ranking: ExtensionRanking
  /// nil for a sentence without terms.
  var guide: TermGuide?
  /// How often a beam has gone back for a term.
  var walks = 0
  private var bestBeamFinished = false
  private var foresight: Foresight
  /// Nodes that were read ahead and have not been chosen, one below the other; the cache row of the last of this
  /// step keeps all of theirs.
  private var aheadNodes = 0..<0
  private var lastAheadRow: Int32?

  init(
    _ request: DecodingRequest, memory: SourceMemory, tokens: SpecialTokens, maximumLength: Int,
    alignmentStep: AlignmentStep
  ) throws(InferenceError) {
    self.alignmentStep = alignmentStep
    beamSize = request.beamSize
    options = request.options
    target = request.target
    self.memory = memory
    self.maximumLength = maximumLength
    endToken = tokens.end
    suppressed = tokens.suppressed + request.options.suppressedTokens
    suppressedBeforeMinimum = suppressed + [tokens.end]
    sourceRepetition = 2 * TokenLoop.longestRun(in: request.source)
    foresight = Foresight(request, endToken: tokens.end)
    ranking = ExtensionRanking(limit: 2 * beamSize)
    guide = TermGuide(request)
    beams = [Beam(node: TokenTree.root, score: 0, terms: guide?.start)]
    tree = try TokenTree(
      capacity: beamSize * maximumLength, sourceLength: memory.length,
      recordsAttention: request.options.returnsAttention || guide != nil)
    beams.reserveCapacity(beamSize)
    nextBeams.reserveCapacity(beamSize)
    path.reserveCapacity(maximumLength + 1)
  }

  /// Extensions that each row must offer.
  var candidateCount: Int { 2 * beamSize }

  /// Rows of this step whose next token is forced; they come before those whose token is chosen.
  var forcedRowCount: Int { min(beams.count + aheadNodes.count, forcedTokensLeft) }

  private var forcedTokensLeft: Int { max(options.forcedPrefix.count - length, 0) }

  /// A decoder row for each beam, and up to `spare` for what is foreseen; each takes a fresh cache row.
  /// - Returns: false when the cache is full.
  mutating func addRows(
    to step: inout DecoderStep, spare: Int, startToken: Int32?, cache: inout TargetCache
  ) -> Bool {
    step.addGroup(memory)
    for beam in beams {
      let parent = tree.cacheRow(under: beam.node)
      guard let row = cache.allocate(parent: parent) else { return false }
      if let parent { cache.release(parent) }
      tree[beam.node].cacheRow = row
      step.addRow(
        reading: beam.node, of: tree, depth: beam.depth,
        token: beam.depth > 0 ? tree[beam.node].token : startToken)
    }
    guard beams.count == 1, let beam = beams.first else { return true }
    var parent = beam.node
    for token in foresight.ahead(limit: min(spare, maximumLength - 1 - length)) {
      guard let row = cache.allocate(parent: tree[parent].cacheRow) else { return false }
      if let last = lastAheadRow { cache.release(last) }
      lastAheadRow = row
      parent = tree.append(token, logProbability: 0, parent: parent)
      tree[parent].cacheRow = row
      aheadNodes = (aheadNodes.isEmpty ? parent : aheadNodes.lowerBound)..<parent + 1
      step.continueRow(reading: parent, of: tree)
    }
    return true
  }

  /// What may not or should not come next, for each row whose token is chosen.
  mutating func addConstraints(to constraints: inout [LogitConstraint]) {
    let first = forcedRowCount
    if first == 0 {
      for beam in beams { constraints.append(constraint(behind: beam.node, depth: beam.depth)) }
    }
    for (offset, node) in aheadNodes.enumerated() where offset + 1 >= first {
      constraints.append(constraint(behind: node, depth: length + offset + 1))
    }
  }

  private mutating func constraint(behind node: Int, depth: Int) -> LogitConstraint {
    var constraint = LogitConstraint()
    constraint.banned = depth < options.minimumLength ? suppressedBeforeMinimum : suppressed
    if options.noRepeatNgramSize > 0 || options.repetitionPenalty != 1 {
      readPath(to: node, depth: depth)
      constraint.discourage(repeating: path, options)
    }
    if !options.bannedSequences.isEmpty {
      readPath(to: node, depth: depth)
      constraint.banned += options.bannedSequences.compactMap { sequence in
        path.suffix(sequence.count - 1).elementsEqual(sequence.dropLast()) ? sequence.last : nil
      }
    }
    constraint.given = target.map { depth < $0.count ? $0[depth] : endToken }
    return constraint
  }

  /// Takes the next tokens out of the candidates of the rows that are not forced: one for each beam, and more where
  /// the tokens that were read ahead are chosen.
  mutating func advance(_ candidates: CandidateTable, cache: inout TargetCache) {
    var rest = candidates
    var isRead = true
    while isRead, !isDone {
      ranking.removeAll()
      if forcedTokensLeft > 0, let beam = beams.first {
        let candidate = Candidate(token: options.forcedPrefix[length], logProbability: 0)
        ranking.insert(Extension(beam: 0, candidate: candidate, score: beam.score))
      } else {
        rank(rest, cache: &cache)
        rest = rest.dropFirst(beams.count)
      }
      choose(cache: &cache)
      isRead = beams.first.map { tree[$0.node].cacheRow != nil } ?? false
    }
    dropAhead(cache: &cache)
  }

  /// Gives all cache rows back.
  mutating func release(cache: inout TargetCache) {
    for beam in beams {
      if let row = tree.cacheRow(under: beam.node) { cache.release(row) }
    }
    beams.removeAll(keepingCapacity: true)
    dropAhead(cache: &cache)
  }

  /// The best extensions of all beams by their candidates, a row for each.
  ///
  /// Ties go to the earlier beam, then to the lower id: the order in which they come.
  private mutating func rank(_ candidates: CandidateTable, cache: inout TargetCache) {
    guard guide == nil else { return rankWithTerms(candidates, cache: &cache) }
    for (index, beam) in beams.enumerated() {
      for candidate in candidates[index].prefix(candidateCount) {
        let score = beam.score + candidate.logProbability
        // The candidates that follow are no likelier.
        guard ranking.insert(Extension(beam: index, candidate: candidate, score: score)) else { break }
      }
    }
    if options.draftMargin > 0, let token = foresight.drafted {
      ranking.prefer(token, within: options.draftMargin)
    }
  }

  private mutating func choose(cache: inout TargetCache) {
    let isLastStep = length + 1 >= maximumLength
    // Right after a forced prefix one beam alone is expanded; an end mark among its lesser candidates
    // would win by being short.
    let firstFreeStep = length == options.forcedPrefix.count && length > 0
    nextBeams.removeAll(keepingCapacity: true)
    var replacements = ranking.best.dropFirst(beamSize)

    for (rank, best) in ranking.best.prefix(beamSize).enumerated() {
      let ends = best.candidate.token == endToken
      if ends && firstFreeStep && rank > 0 { continue }
      let loop = ends || target != nil ? nil : loop(endingWith: best)
      guard ends || isLastStep || loop != nil else {
        nextBeams.append(extended(by: best))
        continue
      }
      if rank == 0 { bestBeamFinished = true }
      finish(best, reason: ends ? .endOfSentence : loop != nil ? .repetition : .length, loop: loop)
      replacements = replacements.drop { $0.candidate.token == endToken }
      if let other = replacements.popFirst() { nextBeams.append(extended(by: other)) }
    }

    let enough =
      options.lengthPenalty == 0
      ? bestBeamFinished && finished.count >= options.hypothesisCount : finished.count >= beamSize
    isDone = isLastStep || enough || nextBeams.isEmpty
    for beam in nextBeams {
      if let row = tree.cacheRow(under: beam.node) { cache.retain(row) }
    }
    for beam in beams {
      if let row = tree.cacheRow(under: beam.node) { cache.release(row) }
    }
    swap(&beams, &nextBeams)
    length += 1
    if isDone { release(cache: &cache) }
  }

  /// The loop that an extension would close.
  private mutating func loop(endingWith best: Extension) -> TokenLoop? {
    readPath(to: beams[best.beam].node, depth: beams[best.beam].depth)
    path.append(best.candidate.token)
    return TokenLoop.trailing(in: path, allowance: sourceRepetition)
  }

  /// Lays the `depth` tokens down to `node` out in `path`.
  private mutating func readPath(to node: Int, depth: Int) {
    path.removeAll(keepingCapacity: true)
    path.append(contentsOf: repeatElement(0, count: depth))
    tree.climb(from: node, count: depth) { place, node in path[place] = tree[node].token }
  }

  private mutating func extended(by best: Extension) -> Beam {
    let (token, parent) = (best.candidate.token, beams[best.beam].node)
    let depth = beams[best.beam].depth + 1
    var terms = beams[best.beam].terms
    let constraint = terms?.active
    if let guide { terms?.follow(token, guide) }
    if beams.count == 1 { foresight.follow(token, after: tree[parent].token) }
    if let ahead = aheadNodes.first, tree[ahead].token == token {
      aheadNodes = ahead + 1..<aheadNodes.upperBound
      tree[ahead].logProbability = best.candidate.logProbability
      return Beam(node: ahead, score: best.score, depth: depth, terms: terms)
    }
    forgetAheadNodes()
    let node = tree.append(token, logProbability: best.candidate.logProbability, parent: parent)
    tree[node].constraint = constraint
    return Beam(node: node, score: best.score, depth: depth, terms: terms)
  }

  private mutating func forgetAheadNodes() {
    if let first = aheadNodes.first { tree.removeAll(from: first) }
    aheadNodes = 0..<0
  }

  /// Ends the step for what was read ahead.
  private mutating func dropAhead(cache: inout TargetCache) {
    forgetAheadNodes()
    if let row = lastAheadRow { cache.release(row) }
    lastAheadRow = nil
  }
}
