import Dragoman

/// A unit of text and the segments that it came out of.
struct TranscriptUnit: Sendable {
  /// A segment's part in it.
  struct Part: Sendable {
    var segment: Int
    /// UTF-8 bytes of the unit's text.
    var text: Range<Int>
    /// Bytes of the source that the part's translation takes the place of.
    var source: Range<Int>
    /// Bytes of the times between its words.
    var times: [Range<Int>]
  }

  var unit: DocumentUnit
  var parts: [Part] = []
  var stretches: [Int: InlineBuilder.Stretch] = [:]

  /// - Parameters:
  ///   - group: places in `segments`.
  ///   - tags: the pairs of tags of each cue.
  init(_ group: [Int], of segments: [CueSegment], _ cues: [Cue], tags: [[Int: Int]], id: String) {
    var builder = InlineBuilder()
    for index in group {
      let segment = segments[index]
      let cue = cues[segment.cue]
      let tokens = CueTags.extended(segment.tokens, in: cue.tokens, tags[segment.cue])
      let source =
        cue.tokens[tokens.lowerBound].range.lowerBound..<cue.tokens[tokens.upperBound - 1].range.upperBound
      if !parts.isEmpty { builder.add("\n", at: source.lowerBound..<source.lowerBound) }
      let start = builder.text.utf8.count
      let times = cue.tokens[tokens].filter { $0.kind == .time }.map(\.range)
      let pairs = times.isEmpty ? CueTags.pairs(in: tokens, of: cue.tokens) : [:]
      for index in tokens {
        let token = cue.tokens[index]
        switch token.kind {
        case .text(let scalar): builder.add(scalar, at: token.range)
        case .lineBreak: builder.add("\n", at: token.range)
        // Between timed words nothing but the times keeps its place.
        case _ where !times.isEmpty: break
        case .opening where pairs[index] != nil: builder.open("\(segment.cue) \(index)", at: token.range)
        case .closing where pairs[index] != nil:
          builder.close("\(segment.cue) \(pairs[index] ?? index)", at: token.range)
        default: builder.standalone(at: token.range)
        }
      }
      parts.append(Part(segment: index, text: start..<builder.text.utf8.count, source: source, times: times))
    }
    unit = builder.unit(id: id, context: group.first.flatMap { segments[$0].speaker })
    unit.needsAlignment = group.count > 1
    stretches = builder.stretches
  }
}
