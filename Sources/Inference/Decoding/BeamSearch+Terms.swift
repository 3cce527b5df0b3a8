/// Terms: hypotheses that translate one in other words go back to where they began to.
extension BeamSearch {
  /// The best extensions of all beams, as far as their terms allow.
  mutating func rankWithTerms(_ candidates: CandidateTable, cache: inout TargetCache) {
    var returned: [(node: Int, constraint: Int)] = []
    for index in beams.indices {
      guide?.note(candidates.asked + index * candidates.askedWidth, behind: beams[index].node)
      if beams[index].depth == options.forcedPrefix.count { resumeTerm(of: &beams[index]) }
      let ends = candidates[index].first?.token == endToken
      switch way(of: beams[index], ends: ends) {
      case .on(let beam): beams[index] = beam
      case .back(let back):
        walks += 1
        move(index, to: back, cache: &cache)
        let constraint = back.terms?.active ?? 0
        // Two that went back to one place are one.
        let isNew = !returned.contains { $0 == (back.node, constraint) }
        returned.append((back.node, constraint))
        if isNew { rankTerm(of: index) }
        continue
      }
      if beams[index].terms?.active != nil {
        rankTerm(of: index)
        guard isAtEndOfTerm(beams[index]) else { continue }
      }
      let mayEnd = !lacksTerm(beams[index])
      for candidate in candidates[index].prefix(candidateCount)
      where (mayEnd || candidate.token != endToken) && mayFollow(candidate.token, beams[index]) {
        let score = beams[index].score + candidate.logProbability
        guard ranking.insert(Extension(beam: index, candidate: candidate, score: score)) else { break }
      }
    }
  }

  /// The next tokens of the term that a beam is writing.
  private mutating func rankTerm(of index: Int) {
    let beam = beams[index]
    guard let guide, let next = beam.terms?.next(guide) else { return }
    for (token, _) in next.children where next.depth > 0 || mayBegin(token, behind: beam.node) {
      guard let chance = guide.chance(of: token, behind: beam.node), chance > -.infinity else { continue }
      ranking.insert(
        Extension(
          beam: index, candidate: Candidate(token: token, logProbability: chance), score: beam.score + chance)
      )
    }
  }

  /// Terms that the forced prefix ends within are written to their ends.
  private func resumeTerm(of beam: inout Beam) {
    guard let guide, var terms = beam.terms, terms.active == nil else { return }
    for constraint in guide.constraints.indices where terms.isPending(constraint) {
      let written = guide.knownTries[constraint][terms.places[constraint]].depth
      guard guide.constraints[constraint].isRequired, written > 0 else { continue }
      terms.resume(constraint, behind: tokens(to: beam.node, count: beam.depth).suffix(written), guide)
      if terms.active != nil { break }
    }
    beam.terms = terms
  }

  /// Whether a word may begin with a token: those without a space in front stand behind marks only.
  private func mayBegin(_ token: Int32, behind node: Int) -> Bool {
    guard let words = guide?.words, words.continuations.contains(token), node != TokenTree.root else {
      return true
    }
    return words.marks.contains(tree[node].token)
  }

  /// Whether a token may stand behind a beam: one that makes another word of a term may not.
  private func mayFollow(_ token: Int32, _ beam: Beam) -> Bool {
    guard let guide, let terms = beam.terms, terms.hasWritten else { return true }
    return !guide.words.otherWords.contains(token)
  }

  /// Whether a required term is still to come.
  private func lacksTerm(_ beam: Beam) -> Bool {
    guard let guide, let terms = beam.terms else { return false }
    return guide.constraints.indices.contains { guide.constraints[$0].isRequired && terms.isPending($0) }
  }

  /// Whether a shorter one of several alternatives is there, so that anything may follow.
  private func isAtEndOfTerm(_ beam: Beam) -> Bool {
    guard let guide, let next = beam.terms?.next(guide) else { return true }
    return next.isEnd
  }

  /// Stands a beam on an earlier node.
  private mutating func move(_ index: Int, to beam: Beam, cache: inout TargetCache) {
    if let row = tree.cacheRow(under: beam.node) { cache.retain(row) }
    if let row = tree.cacheRow(under: beams[index].node) { cache.release(row) }
    beams[index] = beam
  }

  /// A search that goes back more often does not find an end with all of its terms.
  private var mostWalks: Int { 6 * beamSize * (guide?.constraints.count ?? 0) }

  private enum Way {
    case on(Beam)
    case back(Beam)
  }

  /// Whether a beam goes on, or back since it has just translated a term in other words or would end without one; terms
  /// that it cannot be taken back for are waived.
  private func way(of beam: Beam, ends: Bool) -> Way {
    guard let guide, let terms = beam.terms, terms.active == nil, beam.depth > options.forcedPrefix.count
    else {
      return .on(beam)
    }
    var beam = beam
    for constraint in guide.constraints.indices where terms.isPending(constraint) {
      guard walks < mostWalks else {
        beam.terms?.waive(constraint)
        continue
      }
      var last = beam.node
      var depth = beam.depth
      if terms.places[constraint] == TermTrie.root, translates(constraint, last) {
        // It has just begun to.
      } else if !ends, terms.places[constraint] == TermTrie.root, let place = passed(constraint, by: beam) {
        (last, depth) = place
      } else if ends, let place = mostAttentive(to: constraint, of: beam) {
        (last, depth) = place
      } else {
        if ends { beam.terms?.waive(constraint) }
        continue
      }
      let (word, number) = beginning(of: constraint, at: last, depth: depth)
      if let back = back(from: beam, to: word, depth: number, for: constraint) { return .back(back) }
      beam.terms?.waive(constraint)
    }
    return .on(beam)
  }

  /// Where the words for a constraint began: their first token, and its number.
  private func beginning(of constraint: Int, at last: Int, depth: Int) -> (node: Int, depth: Int) {
    guard let guide else { return (last, depth) }
    var (node, depth) = (last, depth)
    let floor = options.forcedPrefix.count + 1
    while depth > floor,
      guide.words.continuations.contains(tree[node].token) || speaks(of: constraint, tree[node].parent)
    {
      (node, depth) = (tree[node].parent, depth - 1)
    }
    return (node, depth)
  }

  /// In front of the article of a node, if it has one: another word may want another.
  private func beforeArticle(_ node: Int, depth: Int) -> (node: Int, depth: Int) {
    guard let words = guide?.words else { return (node, depth) }
    var (first, number) = (node, depth)
    let floor = options.forcedPrefix.count + 1
    func isApostrophe(_ node: Int) -> Bool { words.apostrophes.contains(tree[node].token) }
    while number > floor, depth - number < 3,
      words.articles.contains(tree[tree[first].parent].token)
        || first == node && isApostrophe(tree[first].parent)
    {
      (first, number) = (tree[first].parent, number - 1)
    }
    return isApostrophe(first) ? (node, depth) : (first, number)
  }

  /// A beam in front of `word`, its token number `depth`, that writes a term there.
  private func back(from beam: Beam, to word: Int, depth: Int, for constraint: Int) -> Beam? {
    guard let guide, isLikely(constraint, insteadOf: word) else { return nil }
    var (first, depth) = beforeArticle(word, depth: depth)
    var hadArticle = first != word
    var terms = progress(before: first, depth: depth, guide)
    // The first words of the term may be there already.
    let written = guide.knownTries[constraint][terms.places[constraint]].depth
    if written > 0, depth - written > options.forcedPrefix.count, terms.isPending(constraint) {
      for _ in 0..<written { first = tree[first].parent }
      depth -= written
      hadArticle = false
      terms = progress(before: first, depth: depth, guide)
    }
    let place = tree[first].parent
    if let before = beam.terms { terms.waive(all: before) }
    // What stands before the term is there, and the term is not.
    guard terms.isPending(constraint), terms.active == nil else { return nil }
    terms.begin(constraint, isLed: hadArticle)
    var score = beam.score
    tree.climb(from: beam.node, count: beam.depth - depth + 1) { _, node in score -= tree[node].logProbability
    }
    return Beam(node: place, score: score, depth: depth - 1, terms: terms)
  }

  /// Whether a term may stand where the token of a node does: required ones wherever they are possible.
  private func isLikely(_ constraint: Int, insteadOf node: Int) -> Bool {
    guard let guide else { return false }
    let chances = guide.tries[constraint][TermTrie.root].children.compactMap {
      guide.chance(of: $0.token, behind: tree[node].parent)
    }
    guard let best = chances.max(), best > -.infinity else { return false }
    return guide.constraints[constraint].isRequired || best > tree[node].logProbability - TermGuide.gap
  }

  /// How far the terms are in front of a node, the token number `depth`.
  private func progress(before node: Int, depth: Int, _ guide: TermGuide) -> TermProgress {
    var terms = guide.start
    for token in tokens(to: tree[node].parent, count: depth - 1) { terms.follow(token, guide) }
    return terms
  }

  private func tokens(to node: Int, count: Int) -> [Int32] {
    var tokens = [Int32](repeating: 0, count: count)
    tree.climb(from: node, count: count) { place, node in tokens[place] = tree[node].token }
    return tokens
  }

  /// Whether the token of a node is a word for the source of a constraint.
  private func translates(_ constraint: Int, _ node: Int) -> Bool {
    guard let guide, node != TokenTree.root, !guide.words.light.contains(tree[node].token) else {
      return false
    }
    return guide.translates(constraint, attention(alignedTo: node), length: memory.length)
  }

  /// Whether the token of a node is a part of the words for the source of a constraint.
  private func speaks(of constraint: Int, _ node: Int) -> Bool {
    guard let guide, node != TokenTree.root, !guide.words.light.contains(tree[node].token) else {
      return false
    }
    let attention = attention(alignedTo: node)
    if guide.leans(constraint, attention, length: memory.length) { return true }
    return attention.map {
      guide.share(of: constraint, in: $0, length: memory.length) >= TermGuide.passingShare
    }
      ?? false
  }

  /// A token some way back, and its number, that looked at the source of a constraint, which those behind it do less.
  private func passed(_ constraint: Int, by beam: Beam) -> (node: Int, depth: Int)? {
    guard let guide, beam.depth > options.forcedPrefix.count + TermGuide.lag else { return nil }
    var place = beam.node
    var later: Float = 0
    for _ in 0..<TermGuide.lag {
      if !guide.words.light.contains(tree[place].token), let attention = attention(alignedTo: place) {
        later = max(later, guide.share(of: constraint, in: attention, length: memory.length))
      }
      place = tree[place].parent
    }
    guard !guide.words.light.contains(tree[place].token), let attention = attention(alignedTo: place),
      guide.leans(constraint, attention, length: memory.length)
    else { return nil }
    let share = guide.share(of: constraint, in: attention, length: memory.length)
    guard share >= TermGuide.passingShare, share > later else { return nil }
    return (place, beam.depth - TermGuide.lag)
  }

  /// The token that looks at the source of a constraint most, and its number; nil where none does.
  private func mostAttentive(to constraint: Int, of beam: Beam) -> (node: Int, depth: Int)? {
    guard let guide else { return nil }
    var best: (node: Int, depth: Int)?
    var most: Float = 0.1
    let written = words(of: constraint, in: beam)
    tree.climb(from: beam.node, count: beam.depth - options.forcedPrefix.count) { place, node in
      let depth = options.forcedPrefix.count + place + 1
      guard !written.contains(depth), !guide.words.light.contains(tree[node].token),
        let attention = attention(alignedTo: node)
      else {
        return
      }
      let share = guide.share(of: constraint, in: attention, length: memory.length)
      if share > most { (most, best) = (share, (node, depth)) }
    }
    return best
  }

  /// The numbers of a beam's tokens that are a constraint's words, which are there for another one.
  private func words(of constraint: Int, in beam: Beam) -> Set<Int> {
    guard let guide else { return [] }
    let trie = guide.knownTries[constraint]
    var written: Set<Int> = []
    var place = TermTrie.root
    for (index, token) in tokens(to: beam.node, count: beam.depth).enumerated() {
      place = trie.next(place, token)
      if trie[place].isEnd { written.formUnion(index + 2 - trie[place].depth..<index + 2) }
    }
    return written
  }

  /// The attention that shows what the token of a node translates.
  private func attention(alignedTo node: Int) -> UnsafeMutablePointer<Float>? {
    tree.attention(of: alignmentStep == .reading ? node : tree[node].parent)
  }
}
