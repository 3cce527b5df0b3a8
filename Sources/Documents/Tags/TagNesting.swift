/// Ranges of pairs made such that any two of them are apart or one inside the other, and none is empty.
struct TagNesting {
  /// Atoms of the translation, by node; nil for what stands at a point.
  private(set) var ranges: [Range<Int>?]
  /// The pairs directly inside each, by node, from left to right; those of the unit itself come last.
  private(set) var inside: [[Int]]
  /// Nodes that had to give way.
  private(set) var moved: Set<Int> = []

  private let tree: TagTree
  /// By node: pairs from beside it that found no room there.
  private var adopted: [[Int]]

  /// - Parameter ranges: what each pair would like, by node; not empty.
  init(_ tree: TagTree, ranges: [Range<Int>?], count: Int) {
    self.tree = tree
    self.ranges = ranges
    inside = Array(repeating: [], count: tree.nodes.count + 1)
    adopted = inside
    var work: [(node: Int, range: Range<Int>)] = [(tree.nodes.count, 0..<count)]
    while let (node, range) = work.popLast() {
      let own = node == tree.nodes.count ? tree.roots : tree.nodes[node].children
      settle(own.filter { ranges[$0] != nil } + adopted[node], in: range, of: node)
      for child in inside[node] {
        if let range = self.ranges[child] { work.append((child, range)) }
      }
    }
  }

  /// Puts pairs side by side into `range`, and those that do not find room into others.
  private mutating func settle(_ pairs: [Int], in range: Range<Int>, of node: Int) {
    guard !range.isEmpty else { return }
    var wanted: [(pair: Int, range: Range<Int>)] = []
    var owner: [Range<Int>: Int] = [:]
    for pair in pairs {
      guard let wish = ranges[pair] else { continue }
      var place = wish.clamped(to: range)
      if place.isEmpty {
        place =
          wish.lowerBound < range.lowerBound
          ? range.lowerBound..<range.lowerBound + 1 : range.upperBound - 1..<range.upperBound
      }
      if place != wish { moved.insert(pair) }
      ranges[pair] = place
      // Like ranges go into each other at once: one by one they would take long.
      if let last = owner[place], !(staysApart(last) && staysApart(pair)) {
        adopted[last].append(pair)
        moved.insert(pair)
        owner[place] = pair
      } else {
        owner[place] = pair
        wanted.append((pair, place))
      }
    }
    setApart(&wanted, in: range)
    // The largest first; what is inside one goes into it.
    wanted.sort { ($0.range.count, $1.pair) > ($1.range.count, $0.pair) }
    var placed: [(pair: Int, range: Range<Int>)] = []
    for (pair, place) in wanted {
      let touched = placed.filter { $0.range.overlaps(place) }
      guard let host = touched.max(by: { $0.range.count < $1.range.count }) else {
        placed.append((pair, place))
        continue
      }
      let hull = touched.reduce(place) {
        min($0.lowerBound, $1.range.lowerBound)..<max($0.upperBound, $1.range.upperBound)
      }
      if hull != host.range { moved.formUnion([host.pair, pair]) }
      adopted[host.pair] += touched.map(\.pair).filter { $0 != host.pair } + [pair]
      placed.removeAll { $0.range.overlaps(place) }
      placed.append((host.pair, hull))
      ranges[host.pair] = hull
    }
    placed.sort { $0.range.lowerBound < $1.range.lowerBound }
    inside[node] = placed.map(\.pair)
  }

  /// Takes from pairs that stay apart what others of them have; the smallest keep theirs.
  private mutating func setApart(_ wanted: inout [(pair: Int, range: Range<Int>)], in range: Range<Int>) {
    var taken: [Range<Int>] = []
    let order = wanted.indices.filter { staysApart(wanted[$0].pair) }
    for index in order.sorted(by: { (wanted[$0].range.count, $0) < (wanted[$1].range.count, $1) }) {
      if let free = free(wanted[index].range, among: taken, in: range), free != wanted[index].range {
        moved.insert(wanted[index].pair)
        wanted[index].range = free
        ranges[wanted[index].pair] = free
      }
      taken.append(wanted[index].range)
    }
  }

  private func staysApart(_ pair: Int) -> Bool { tree.nodes[pair].opening.keepsApart }

  /// What is left of `place`, or one atom nearby; nil where all is taken.
  private func free(_ place: Range<Int>, among taken: [Range<Int>], in range: Range<Int>) -> Range<Int>? {
    guard taken.contains(where: { $0.overlaps(place) }) else { return place }
    func isFree(_ atom: Int) -> Bool { range.contains(atom) && !taken.contains { $0.contains(atom) } }
    var best = 0..<0
    var start = place.lowerBound
    for atom in place.lowerBound...place.upperBound where atom == place.upperBound || !isFree(atom) {
      if atom - start > best.count { best = start..<atom }
      start = atom + 1
    }
    if !best.isEmpty { return best }
    for distance in 0..<range.count {
      for atom in [place.upperBound + distance, place.lowerBound - 1 - distance] where isFree(atom) {
        return atom..<atom + 1
      }
    }
    return nil
  }
}
