extension Alignment {
  /// A text and what a conversion between scripts made of it: character by character where none was added or
  /// dropped, else stretch by stretch between the protected spans.
  init(converting source: Passage, to target: Passage) {
    var links: [Link] = []
    var position = (source: 0, target: 0)
    let (from, to) = (Array(source.text.utf8), Array(target.text.utf8))
    for (span, converted) in zip(source.spans, target.spans) {
      links += Self.links(
        from[position.source..<span.range.lowerBound], to[position.target..<converted.range.lowerBound])
      links.append(Link(source: span.range, target: converted.range))
      position = (span.range.upperBound, converted.range.upperBound)
    }
    links += Self.links(from[position.source...], to[position.target...])
    self.init(links)
  }

  private static func links(_ source: ArraySlice<UInt8>, _ target: ArraySlice<UInt8>) -> [Link] {
    let (from, to) = (scalars(source), scalars(target))
    guard from.count == to.count else {
      return [Link(source: source.indices, target: target.indices)]
    }
    return zip(from, to).compactMap { from, to in
      source[from.lowerBound].isASCIISpace ? nil : Link(source: from, target: to)
    }
  }

  /// The bytes of each scalar.
  private static func scalars(_ bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    let starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }
    return starts.enumerated().map { index, start in
      start..<(index + 1 < starts.count ? starts[index + 1] : bytes.endIndex)
    }
  }
}
