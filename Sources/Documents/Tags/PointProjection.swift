/// Where a place between the words of the source is in the translation.
struct PointProjection {
  /// UTF-8 offset in the translation, inside no atom.
  var offset: Int
  var isUnsure: Bool

  /// How many words away a link is looked for.
  private static let reach = 4

  /// - Parameters:
  ///   - place: UTF-8 offset in the source.
  ///   - end: of the translation, in bytes.
  init(at place: Int, hug: InlineTag.Hug, in alignment: AtomAlignment, end: Int) {
    let next = alignment.source.firstIndex { $0.upperBound > place } ?? alignment.source.count
    guard !alignment.target.isEmpty, next > 0 || hug == .after else {
      (offset, isUnsure) = (0, false)
      return
    }
    guard next < alignment.source.count || hug == .before else {
      (offset, isUnsure) = (end, false)
      return
    }
    let hugged = hug == .before ? next - 1 : next
    // A whole sentence's end or beginning needs no links.
    if let block = alignment.block(ofSource: hugged), !block.target.isEmpty {
      if hug == .before, hugged == block.source.upperBound - 1 {
        (offset, isUnsure) = (alignment.target[block.target.upperBound - 1].upperBound, false)
        return
      }
      if hug == .after, hugged == block.source.lowerBound {
        (offset, isUnsure) = (alignment.target[block.target.lowerBound].lowerBound, false)
        return
      }
    }
    for distance in 0..<Self.reach {
      let atom = hug == .before ? hugged - distance : hugged + distance
      guard alignment.source.indices.contains(atom) else { break }
      let links = alignment.targets[atom]
      guard let first = links.first, let last = links.last else { continue }
      let isMarkBetween = distance == 1 && alignment.isSourceMark[hugged]
      offset = hug == .before ? alignment.target[last].upperBound : alignment.target[first].lowerBound
      isUnsure = (distance > 0 && !isMarkBetween) || last - first > links.count + 2
      if isMarkBetween { passMark(after: last, before: first, hug, alignment) }
      return
    }
    let share = Double(hugged + (hug == .before ? 1 : 0)) / Double(alignment.source.count)
    let atom = min(alignment.target.count, Int((share * Double(alignment.target.count)).rounded()))
    offset = atom > 0 ? alignment.target[atom - 1].upperBound : alignment.target[0].lowerBound
    isUnsure = true
  }

  /// A tag behind a comma goes behind that of the translation.
  private mutating func passMark(
    after last: Int, before first: Int, _ hug: InlineTag.Hug, _ alignment: AtomAlignment
  ) {
    if hug == .before, last + 1 < alignment.target.count, alignment.isTargetMark[last + 1],
      alignment.target[last + 1].lowerBound == offset
    {
      offset = alignment.target[last + 1].upperBound
    } else if hug == .after, first > 0, alignment.isTargetMark[first - 1],
      alignment.target[first - 1].upperBound == offset
    {
      offset = alignment.target[first - 1].lowerBound
    }
  }
}
