/// Which stretches of a text and of its translation say the same: links between UTF-8 byte ranges.
///
/// A link may have words of either side in common with other links: `ne … pas` is two links of `not`. Words
/// without a counterpart are in none. For offsets to hand out see `AlignedSpan`.
public struct Alignment: Sendable, Hashable, Codable {
  /// One stretch of the source and its translation, neither of them empty.
  public struct Link: Sendable, Hashable, Codable {
    /// UTF-8 bytes of the source.
    public var source: Range<Int>
    /// UTF-8 bytes of the translation.
    public var target: Range<Int>

    public init(source: Range<Int>, target: Range<Int>) {
      self.source = source
      self.target = target
    }
  }

  /// In the order of the source, then of the translation; each once.
  public let links: [Link]

  /// - Parameter links: in any order; those with an empty side are left out.
  public init(_ links: some Sequence<Link>) {
    let wanted = Set(links.filter { !$0.source.isEmpty && !$0.target.isEmpty })
    self.links = wanted.sorted { left, right in
      (left.source.lowerBound, left.source.upperBound, left.target.lowerBound, left.target.upperBound)
        < (right.source.lowerBound, right.source.upperBound, right.target.lowerBound, right.target.upperBound)
    }
  }

  /// A text that is translated or copied as a whole; without links when a side is empty.
  public init(whole source: String, _ target: String) {
    self.init([Link(source: 0..<source.utf8.count, target: 0..<target.utf8.count)])
  }

  /// The links from `target` to `source`.
  public var reversed: Alignment {
    Alignment(links.map { Link(source: $0.target, target: $0.source) })
  }

  /// The same links in texts that hold these at the given byte offsets.
  public func shifted(source: Int, target: Int) -> Alignment {
    Alignment(
      links.map {
        Link(
          source: $0.source.lowerBound + source..<$0.source.upperBound + source,
          target: $0.target.lowerBound + target..<$0.target.upperBound + target)
      })
  }
}
