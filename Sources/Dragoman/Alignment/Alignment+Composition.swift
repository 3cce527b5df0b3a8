extension Alignment {
  /// The alignment of A and C out of this one, of A and B, and that of B and C.
  ///
  /// Two links join where they mean the same of B: where what they share is half of the shorter stretch at
  /// least.
  public func composed(with next: Alignment) -> Alignment {
    let following = next.links  // by the place in B
    let longest = following.reduce(0) { max($0, $1.source.count) }
    var joined: [Link] = []
    for link in links {
      // No link that begins further back reaches this one.
      let first = following.partition { $0.source.lowerBound > link.target.lowerBound - longest }
      for other in following[first...] {
        guard other.source.lowerBound < link.target.upperBound else { break }
        let shared = link.target.clamped(to: other.source).count
        if shared > 0, 2 * shared >= min(link.target.count, other.source.count) {
          joined.append(Link(source: link.source, target: other.target))
        }
      }
    }
    return Alignment(joined)
  }
}

extension [Alignment.Link] {
  /// The index of the first element that satisfies `condition`, which all elements after it do too.
  fileprivate func partition(_ condition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
