/// How far one hypothesis is with the terms of its sentence.
struct TermProgress {
  /// For each constraint the node of its tree that the last tokens lead to.
  private(set) var places: [Int]
  /// Constraints whose words are there.
  private(set) var met: UInt64 = 0
  /// Those whose words came by themselves with the last token.
  private var fresh: UInt64 = 0
  /// Whether the last token ended words that were to be written, so that no other word may come of them.
  private(set) var hasWritten = false
  /// Constraints that this hypothesis is not asked for any more.
  private(set) var waived: UInt64 = 0
  /// The constraint whose words are being written; only these may follow.
  private(set) var active: Int?
  /// Where in them, and whether they may have an article.
  private(set) var writing = (place: TermTrie.root, isLed: false)

  init(count: Int) { places = [Int](repeating: TermTrie.root, count: count) }

  func isPending(_ constraint: Int) -> Bool { (met | waived) & Self.bit(constraint) == 0 }

  mutating func waive(_ constraint: Int) { waived |= Self.bit(constraint) }

  mutating func waive(all other: TermProgress) { waived |= other.waived }

  /// Nothing but the words of this constraint may follow.
  mutating func begin(_ constraint: Int, isLed: Bool) {
    active = constraint
    writing = (TermTrie.root, isLed)
    places[constraint] = TermTrie.root
  }

  /// Goes on with words that are there in part, as where what a reader has seen ends inside of a term.
  ///
  /// - Parameter tail: the last tokens, as many as the constraint has of them.
  mutating func resume(_ constraint: Int, behind tail: some Sequence<Int32>, _ guide: TermGuide) {
    let trie = guide.tries[constraint]
    var place = TermTrie.root
    for token in tail {
      guard let child = trie.child(of: place, token) else { return }
      place = child
    }
    guard place != TermTrie.root, !trie[place].isEnd else { return }
    active = constraint
    writing = (place, false)
  }

  /// The tokens of the active constraint that may follow.
  func next(_ guide: TermGuide) -> TermTrie.Node? { active.map { trie(of: $0, guide)[writing.place] } }

  private func trie(of constraint: Int, _ guide: TermGuide) -> TermTrie {
    writing.isLed ? guide.ledTries[constraint] : guide.tries[constraint]
  }

  /// Takes the next token. Words that several constraints have in common are there for one of them.
  mutating func follow(_ token: Int32, _ guide: TermGuide) {
    var served: [[[Int32]]] = []
    // What looked like a term was the beginning of another word.
    if guide.words.otherWords.contains(token) { met &= ~fresh }
    (fresh, hasWritten) = (0, false)
    for constraint in places.indices {
      places[constraint] = guide.knownTries[constraint].next(places[constraint], token)
    }
    if let constraint = active {
      let trie = trie(of: constraint, guide)
      let child = trie.child(of: writing.place, token)
      if let child {
        writing.place = child
        if trie[child].isEnd {
          hasWritten = true
          met |= Self.bit(constraint)
          served.append(guide.constraints[constraint].alternatives)
        }
      }
      if child.map({ trie[$0].children.isEmpty }) ?? true { active = nil }
    }
    for constraint in places.indices where isPending(constraint) {
      let alternatives = guide.constraints[constraint].alternatives
      guard guide.knownTries[constraint][places[constraint]].isEnd, !served.contains(alternatives) else {
        continue
      }
      met |= Self.bit(constraint)
      fresh |= Self.bit(constraint)
      served.append(alternatives)
    }
  }

  private static func bit(_ constraint: Int) -> UInt64 { 1 << UInt64(constraint) }
}
