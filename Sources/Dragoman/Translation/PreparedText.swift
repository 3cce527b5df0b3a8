/// A text on its way: layout outside, sentences inside.
struct PreparedText: Sendable {
  /// A sentence to translate, or a segment that is copied.
  enum Part: Sendable {
    case sentence(Int)
    case copied
  }

  /// One paragraph of the layout.
  struct Unit: Sendable {
    var segments: [TextSegment]
    var parts: [Part]
  }

  private let layout: TextLayout
  private var units: [Unit] = []
  /// What the model gets, in order.
  private(set) var sentences: [String] = []

  /// - Parameters:
  ///   - limit: the longest sentence, in tokens; longer ones are cut at clauses.
  ///   - measure: tokens of a text.
  ///   - spans: the protected spans of a text; no cut enters them.
  ///   - isWhole: whether a paragraph is taken as one sentence.
  init(
    _ text: String, segmenter: SentenceSegmenter, limit: Int, measure: (String) -> Int,
    spans: (String) -> [ProtectedSpan], isWhole: (String) throws -> Bool
  ) rethrows {
    layout = TextLayout(text)
    for unit in layout.units {
      let kept = spans(unit.text).map(\.range)
      var segments: [TextSegment] = []
      let found = segmenter.segments(in: unit.text, keeping: kept)
      if found.count > 1, try isWhole(unit.text) {
        segments = [TextSegment(prefix: "", text: unit.text, suffix: "")]
      } else {
        for sentence in found {
          let clauses = segmenter.clauses(of: sentence, limit: limit, measure: measure)
          segments += clauses.count == 1 ? clauses : Self.rejoined(clauses, around: spans(sentence.text))
        }
      }
      let parts: [Part] = segments.map { segment in
        guard segment.isTranslatable else { return .copied }
        sentences.append(segment.text)
        return .sentence(sentences.count - 1)
      }
      units.append(Unit(segments: segments, parts: parts))
    }
  }

  /// The whole text with `translations` of `sentences` in their places.
  func render(_ translations: [String], joiner: SentenceJoiner) throws(TextLayoutError) -> String {
    try layout.render(
      translations: units.map { unit in
        let texts = zip(unit.segments, unit.parts).map { segment, part in
          if case .sentence(let index) = part { translations[index] } else { segment.text }
        }
        return joiner.join(unit.segments, translations: texts)
      })
  }

  /// Clauses whose cut would stand inside a protected span are one again.
  private static func rejoined(_ clauses: [TextSegment], around spans: [ProtectedSpan]) -> [TextSegment] {
    guard !spans.isEmpty, var current = clauses.first else { return clauses }
    // Offsets count from the sentence's text, before which the first clause's prefix may stand.
    var position = current.text.utf8.count + current.suffix.utf8.count
    var span = spans[...]
    var joined: [TextSegment] = []
    for clause in clauses.dropFirst() {
      while let first = span.first, first.range.upperBound <= position { span.removeFirst() }
      if let first = span.first, first.range.lowerBound < position {
        current = TextSegment(
          prefix: current.prefix, text: current.text + current.suffix + clause.prefix + clause.text,
          suffix: clause.suffix)
      } else {
        joined.append(current)
        current = clause
      }
      position += clause.source.utf8.count
    }
    return joined + [current]
  }
}
