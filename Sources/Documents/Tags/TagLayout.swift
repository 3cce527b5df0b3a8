/// The work of a ``TagPlacement``: projects pairs, nests them, sets points among them, writes all in order.
struct TagLayout {
  private struct Point {
    var node: Int
    var offset: Int
  }

  private let tree: TagTree
  private let alignment: AtomAlignment
  private let nesting: TagNesting
  private let end: Int
  /// Which bytes of the texts are spaces.
  private let spaces: (source: [Bool], target: [Bool])
  /// What stands at a point, by the pair that it is directly inside; those of the unit itself come last.
  private var points: [[Point]] = []
  private(set) var unsure: Set<Int> = []

  init(_ unit: DocumentUnit, _ translation: TextTranslation) {
    tree = TagTree(unit.tags)
    alignment = AtomAlignment(source: unit.text, translation)
    end = translation.text.utf8.count
    spaces = (unit.text.utf8.map { $0 == 0x20 }, translation.text.utf8.map { $0 == 0x20 })
    var ranges: [Range<Int>?] = []
    for node in tree.nodes {
      let span = alignment.sourceAtoms(in: node.range)
      guard node.closing != nil, !span.isEmpty, !alignment.target.isEmpty else {
        if node.closing != nil, !span.isEmpty { unsure.insert(node.opening.id) }
        ranges.append(nil)
        continue
      }
      let projection = SpanProjection(of: span, in: alignment)
      if projection.isUnsure { unsure.insert(node.opening.id) }
      ranges.append(projection.atoms)
    }
    nesting = TagNesting(tree, ranges: ranges, count: alignment.target.count)
    unsure.formUnion(nesting.moved.map { [tree] in tree.nodes[$0].opening.id })
    points = Array(repeating: [], count: tree.nodes.count + 1)
    setPoints()
  }

  /// Bytes of the translation that a pair is around.
  private func bytes(of pair: Int) -> Range<Int>? {
    guard let range = nesting.ranges[pair], let last = range.last else { return nil }
    return alignment.target[range.lowerBound].lowerBound..<alignment.target[last].upperBound
  }

  // MARK: - Points

  private mutating func setPoints() {
    var least = 0
    for (index, node) in tree.nodes.enumerated() where nesting.ranges[index] == nil {
      // What is inside a point goes with it.
      if let parent = node.parent, nesting.ranges[parent] == nil { continue }
      var place = point(at: node.opening.offset, node)
      if node.opening.keepsOrder { place.offset = max(place.offset, least) }
      let room = node.parent.flatMap(bytes) ?? 0..<end
      place.offset = min(max(place.offset, room.lowerBound), room.upperBound)
      if let edge = edge(for: place.offset, of: index) { place.offset = edge }
      if node.opening.keepsOrder { least = max(least, place.offset) }
      if place.isUnsure { unsure.insert(node.opening.id) }
      points[node.parent ?? tree.nodes.count].append(Point(node: index, offset: place.offset))
    }
  }

  private func point(at offset: Int, _ node: TagTree.Node) -> PointProjection {
    var place = PointProjection(at: offset, hug: node.opening.hug, in: alignment, end: end)
    // Apart from its word by a space, it stays so.
    if node.opening.hug == .before, offset > 0, offset <= spaces.source.count, spaces.source[offset - 1],
      place.offset < end, spaces.target[place.offset]
    {
      place.offset += 1
    } else if node.opening.hug == .after, offset >= 0, offset < spaces.source.count, spaces.source[offset],
      place.offset > 0, spaces.target[place.offset - 1]
    {
      place.offset -= 1
    }
    guard let parent = node.parent, let room = bytes(of: parent) else { return place }
    // At the ends of a pair a tag stays at its ends.
    let inside = tree.nodes[parent].range
    if alignment.sourceAtoms(in: inside.lowerBound..<max(offset, inside.lowerBound)).isEmpty {
      (place.offset, place.isUnsure) = (room.lowerBound, false)
    } else if alignment.sourceAtoms(in: min(offset, inside.upperBound)..<inside.upperBound).isEmpty {
      (place.offset, place.isUnsure) = (room.upperBound, false)
    }
    return place
  }

  /// Where a point goes that would stand inside a pair that it was beside of: the side where it was.
  private func edge(for offset: Int, of node: Int) -> Int? {
    let host = tree.nodes[node].parent ?? tree.nodes.count
    for pair in nesting.inside[host] {
      guard let range = bytes(of: pair), range.lowerBound < offset, offset < range.upperBound else {
        continue
      }
      let source = tree.nodes[pair].range
      let place = tree.nodes[node].opening.offset
      if source.upperBound <= place, tree.nodes[node].opening.hug == .before { return range.upperBound }
      if place <= source.lowerBound, tree.nodes[node].opening.hug == .after { return range.lowerBound }
      return offset - range.lowerBound < range.upperBound - offset ? range.lowerBound : range.upperBound
    }
    return nil
  }

  // MARK: - Writing

  /// All tags in the order to write them.
  func tags() -> [InlineTag] {
    enum Step {
      case contents(of: Int)
      case pair(Int)
      case closing(InlineTag, at: Int)
      case point(Point)
    }
    var tags: [InlineTag] = []
    var work: [Step] = [.contents(of: tree.nodes.count)]
    func add(_ tag: InlineTag, _ offset: Int) {
      var tag = tag
      tag.offset = offset
      tags.append(tag)
    }
    while let step = work.popLast() {
      switch step {
      case .contents(let host):
        var steps: [Step] = []
        var waiting = points[host].sorted { ($0.offset, $0.node) < ($1.offset, $1.node) }[...]
        for pair in nesting.inside[host] {
          guard let range = bytes(of: pair) else { continue }
          while let point = waiting.first, point.offset <= range.lowerBound {
            steps.append(.point(point))
            waiting.removeFirst()
          }
          steps.append(.pair(pair))
        }
        steps += waiting.map { .point($0) }
        work += steps.reversed()
      case .pair(let pair):
        guard let range = bytes(of: pair) else { continue }
        add(tree.nodes[pair].opening, range.lowerBound)
        if let closing = tree.nodes[pair].closing { work.append(.closing(closing, at: range.upperBound)) }
        work.append(.contents(of: pair))
      case .closing(let tag, let offset): add(tag, offset)
      case .point(let point):
        for tag in tree.tags(of: point.node) { add(tag, point.offset) }
      }
    }
    return tags
  }
}
