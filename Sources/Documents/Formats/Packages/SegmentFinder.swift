import Dragoman

/// Divides a paragraph where sentences cannot go on, such that no element around runs is cut.
struct SegmentFinder {
  private let items: [InlineItem]
  private let isText: [Bool]
  private let isCore: [Bool]
  /// The other tag of each tag.
  private var partner: [Int: Int] = [:]

  /// - Parameter hasText: whether a text has more in it than white space.
  init(_ items: [InlineItem], hasText: (InlineItem) -> Bool) {
    self.items = items
    isText = items.map { $0.kind == .text && hasText($0) }
    isCore = zip(items, isText).map { item, isText in
      if case .literal = item.kind { return true }
      return isText
    }
    var opened: [Int: Int] = [:]
    for (index, item) in items.enumerated() {
      switch item.kind {
      case .opening(let pair): opened[pair] = index
      case .closing(let pair):
        if let opening = opened[pair] { (partner[opening], partner[index]) = (index, opening) }
      default: break
      }
    }
  }

  func segments() -> [Range<Int>] {
    var segments: [Range<Int>] = []
    for piece in pieces() {
      guard piece.contains(where: { isText[$0] }) else { continue }
      guard let segment = balanced(piece) else {
        // A tab inside a link: rather a longer unit than one that is no whole.
        return balanced(items.startIndex..<items.endIndex).map { [$0] } ?? []
      }
      segments.append(segment)
    }
    return segments
  }

  /// What stands between dividers; two line breaks are one.
  private func pieces() -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    var lastBreak: Int?
    for (index, item) in items.enumerated() {
      switch item.kind {
      case .divider:
        pieces.append(start..<index)
        start = index + 1
      case .lineBreak:
        if let lastBreak {
          pieces.append(start..<lastBreak)
          start = index + 1
        }
        lastBreak = index
        continue
      case .text, .literal: if !isCore[index] { continue }
      default: continue
      }
      lastBreak = nil
    }
    return pieces + [start..<items.count].filter { !$0.isEmpty }
  }

  /// From the first text to the last, with the tags that belong to those in between.
  private func balanced(_ piece: Range<Int>) -> Range<Int>? {
    guard var first = piece.first(where: { isCore[$0] }), var last = piece.last(where: { isCore[$0] }) else {
      return nil
    }
    var checked = first..<first
    while checked != first..<last + 1 {
      let range = first..<last + 1
      for index in range where !checked.contains(index) {
        guard let other = partner[index] else {
          if isTag(index) { return nil }
          continue
        }
        guard piece.contains(other) else { return nil }
        first = min(first, other)
        last = max(last, other)
      }
      checked = range
    }
    return checked
  }

  private func isTag(_ index: Int) -> Bool {
    switch items[index].kind {
    case .opening, .closing: true
    default: false
    }
  }
}
