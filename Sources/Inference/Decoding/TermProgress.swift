/// How far one hypothesis is with the terms of its sentence.
struct TermProgress: Equatable {
  /// For each constraint the node of its tree that the last tokens lead to.
  private(set) var places: [Int]
  /// Constraints whose words are there.
  private(set) var met: UInt64 = 0
  /// Constraints that this hypothesis is not asked for any more.
  private(set) var waived: UInt64 = 0
  /// The constraint whose words are being written; only these may follow.
  private(set) var active: Int?

  init(count: Int) { places = [Int](repeating: TermTrie.root, count: count) }

  func isPending(_ constraint: Int) -> Bool { (met | waived) & Self.bit(constraint) == 0 }

  mutating func waive(_ constraint: Int) { waived |= Self.bit(constraint) }

  mutating func waive(all other: TermProgress) { waived |= other.waived }

  /// Nothing but the words of this constraint may follow.
  mutating func begin(_ constraint: Int) {
    active = constraint
    places[constraint] = TermTrie.root
  }

  /// Takes the next token. Words that several constraints have in common are there for one of them.
  mutating func follow(_ token: Int32, _ guide: TermGuide) {
    var served: [[[Int32]]] = []
    let writing = active
    let goesOn = writing.map { guide.tries[$0].child(of: places[$0], token) != nil } ?? false
    for constraint in places.indices {
      places[constraint] = guide.tries[constraint].next(places[constraint], token)
    }
    if let writing {
      let node = guide.tries[writing][places[writing]]
      if goesOn, node.isEnd {
        met |= Self.bit(writing)
        served.append(guide.constraints[writing].alternatives)
      }
      if !goesOn || node.children.isEmpty { active = nil }
    }
    for constraint in places.indices where isPending(constraint) {
      let alternatives = guide.constraints[constraint].alternatives
      guard guide.tries[constraint][places[constraint]].isEnd, !served.contains(alternatives) else {
        continue
      }
      met |= Self.bit(constraint)
      served.append(alternatives)
    }
  }

  private static func bit(_ constraint: Int) -> UInt64 { 1 << UInt64(constraint) }
}
