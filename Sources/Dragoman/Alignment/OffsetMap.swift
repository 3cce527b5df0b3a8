/// Where the bytes of a text came to stand in an edited one.
///
/// Stretches that were replaced as a whole are named; what lies between them is compared.
struct OffsetMap {
  /// One stretch of the text and what stands for it in the other.
  struct Anchor {
    var from: Range<Int>
    var to: Range<Int>
  }

  /// Gaps that differ by more than this, in bytes of one times bytes of the other, are not compared: they
  /// count as gone.
  private static let largestComparison = 1 << 22

  /// By byte; nil for those that are gone.
  private var places: [Range<Int>?]

  /// - Parameter anchors: those that are out of order in either text are ignored.
  init(from: String, to: String, anchors: [Anchor] = []) {
    let (from, to) = (Array(from.utf8), Array(to.utf8))
    places = [Range<Int>?](repeating: nil, count: from.count)
    var position = (from: 0, to: 0)
    for anchor in anchors
    where anchor.from.lowerBound >= position.from && anchor.to.lowerBound >= position.to
      && anchor.from.upperBound <= from.count && anchor.to.upperBound <= to.count
    {
      compare(
        from[position.from..<anchor.from.lowerBound], to[position.to..<anchor.to.lowerBound])
      for byte in anchor.from { places[byte] = anchor.to }
      position = (anchor.from.upperBound, anchor.to.upperBound)
    }
    compare(from[position.from...], to[position.to...])
  }

  /// Where the bytes of `range` stand, from the first to the last that are left; nil when none is.
  func range(_ range: Range<Int>) -> Range<Int>? {
    let left = places[range.clamped(to: 0..<places.count)].lazy.compactMap { $0 }
    guard let first = left.first, let last = left.last, first.lowerBound < last.upperBound else { return nil }
    return first.lowerBound..<last.upperBound
  }

  private mutating func compare(_ from: ArraySlice<UInt8>, _ to: ArraySlice<UInt8>) {
    var (from, to) = (from, to)
    while let a = from.first, let b = to.first, a == b {
      places[from.startIndex] = to.startIndex..<to.startIndex + 1
      from.removeFirst()
      to.removeFirst()
    }
    while let a = from.last, let b = to.last, a == b {
      places[from.endIndex - 1] = to.endIndex - 1..<to.endIndex
      from.removeLast()
      to.removeLast()
    }
    guard !from.isEmpty, !to.isEmpty, from.count * to.count <= Self.largestComparison else { return }
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in Array(to).difference(from: Array(from)) {
      switch change {
      case .remove(let offset, _, _): removed.insert(from.startIndex + offset)
      case .insert(let offset, _, _): inserted.insert(to.startIndex + offset)
      }
    }
    var place = to.startIndex
    for byte in from.indices where !removed.contains(byte) {
      while inserted.contains(place) { place += 1 }
      places[byte] = place..<place + 1
      place += 1
    }
  }
}

extension Alignment {
  /// The links in edited texts; those whose words are gone are left out.
  func mapped(source: OffsetMap, target: OffsetMap) -> Alignment {
    Alignment(
      links.compactMap { link in
        guard let from = source.range(link.source), let to = target.range(link.target) else { return nil }
        return Link(source: from, target: to)
      })
  }
}
