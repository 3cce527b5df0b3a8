/// A unit's tags as a forest: pairs with what is inside them.
struct TagTree {
  struct Node {
    /// The opening half, or the tag itself.
    var opening: InlineTag
    /// nil for a tag that stands alone.
    var closing: InlineTag?
    var parent: Int?
    var children: [Int] = []

    /// UTF-8 bytes of the unit's text.
    var range: Range<Int> { opening.offset..<max(opening.offset, closing?.offset ?? opening.offset) }
  }

  /// Parents before their children, in the order of the document.
  private(set) var nodes: [Node] = []
  private(set) var roots: [Int] = []

  /// A half without the other one, or one that crosses another pair, counts as standing alone.
  init(_ tags: [InlineTag]) {
    let paired = Self.pairs(tags)
    var open: [Int] = []
    for tag in tags {
      if tag.role == .closing, paired.contains(tag.id), let last = open.popLast() {
        nodes[last].closing = tag
        continue
      }
      let index = nodes.count
      nodes.append(Node(opening: tag, closing: nil, parent: open.last))
      if let parent = open.last { nodes[parent].children.append(index) } else { roots.append(index) }
      if tag.role == .opening, paired.contains(tag.id) { open.append(index) }
    }
  }

  private static func pairs(_ tags: [InlineTag]) -> Set<Int> {
    var pairs: Set<Int> = []
    var open: [Int] = []
    var isOpen: Set<Int> = []
    for tag in tags {
      switch tag.role {
      case .standalone: break
      case .opening:
        guard !pairs.contains(tag.id), isOpen.insert(tag.id).inserted else { continue }
        open.append(tag.id)
      case .closing:
        guard isOpen.contains(tag.id) else { continue }
        while let last = open.popLast() {
          isOpen.remove(last)
          if last == tag.id { break }
        }
        pairs.insert(tag.id)
      }
    }
    return pairs
  }

  /// The node and all inside it, as tags in the order of the document.
  func tags(of root: Int) -> [InlineTag] {
    var tags: [InlineTag] = []
    var work: [(node: Int, isClosing: Bool)] = [(root, false)]
    while let (index, isClosing) = work.popLast() {
      let node = nodes[index]
      if isClosing {
        if let closing = node.closing { tags.append(closing) }
        continue
      }
      tags.append(node.opening)
      work.append((index, true))
      work += node.children.reversed().map { ($0, false) }
    }
    return tags
  }
}
