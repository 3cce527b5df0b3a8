/// Protected spans that touch, or have only spaces between them: one stand-in is enough for all.
struct SpanGroup {
  var spans: [ProtectedSpan]

  var range: Range<Int> { (spans.first?.range.lowerBound ?? 0)..<(spans.last?.range.upperBound ?? 0) }

  /// Whether every span is a footnote mark or a tag, which no sentence needs as a noun.
  var isMark: Bool { spans.allSatisfy { $0.kind == .footnoteMark || $0.kind == .tag } }

  var setting: StandIn.Setting {
    guard isMark, let last = spans.last, let first = spans.first else { return .word }
    if last.kind == .footnoteMark { return .hugsPrevious }
    if first.text.hasPrefix("</") { return .hugsPrevious }
    return first.text.hasSuffix("/>") ? .word : .hugsNext
  }

  /// The groups of `spans`, which must be in order and not overlap.
  static func groups(of spans: [ProtectedSpan], in bytes: [UInt8]) -> [SpanGroup] {
    var groups: [SpanGroup] = []
    for span in spans {
      if let previous = groups.last, joins(previous, span, in: bytes) {
        groups[groups.count - 1].spans.append(span)
      } else {
        groups.append(SpanGroup(spans: [span]))
      }
    }
    return groups
  }

  private static func joins(_ group: SpanGroup, _ span: ProtectedSpan, in bytes: [UInt8]) -> Bool {
    let gap = group.range.upperBound..<span.range.lowerBound
    guard gap.count <= 4, bytes[gap].allSatisfy({ $0 == 0x20 }) else { return false }
    // `text</b> <i>text`: the tags belong to different words.
    return gap.isEmpty || !(group.isMark && span.kind == .tag)
  }
}
