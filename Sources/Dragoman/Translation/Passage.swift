/// A sentence on its way along a route: its text in the language of the moment, and where in it the
/// protected spans of the source stand.
///
/// A span is found once, in the source. Every step takes over the places from the step before and sets each
/// span byte for byte once, so none can be lost or mistaken on the way.
package struct Passage: Sendable, Equatable {
  package let text: String
  /// In order, none overlapping, by UTF-8 bytes of `text`.
  package let spans: [ProtectedSpan]
  /// A good translation of a sentence like this one: it shows which of several words for a term is meant.
  package let precedent: String?

  package init(text: String, spans: [ProtectedSpan] = [], precedent: String? = nil) {
    self.text = text
    self.spans = spans
    self.precedent = precedent
  }

  /// The sentence with other text at some places, where it is to stay.
  ///
  /// - Parameter replacements: by the bytes of `text`, with what takes their place; none overlaps a span.
  func replacing(_ replacements: [ProtectedSpan]) -> Passage {
    guard !replacements.isEmpty else { return self }
    let bytes = Array(text.utf8)
    var (result, placed, position): ([UInt8], [ProtectedSpan], Int) = ([], [], 0)
    for span in (spans + replacements).sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      // Words that follow each other without a space in the source's script need one in that of their translations.
      let isJoined = position == span.range.lowerBound && placed.last?.range.upperBound == result.count
      if isJoined, let last = placed.last, Self.areWords(last.text, span.text) { result.append(0x20) }
      result += bytes[position..<span.range.lowerBound]
      let start = result.count
      result += span.text.utf8
      placed.append(ProtectedSpan(kind: span.kind, range: start..<result.count, text: span.text))
      position = span.range.upperBound
    }
    result += bytes[position...]
    return Passage(text: String(decoding: result, as: UTF8.self), spans: placed, precedent: precedent)
  }

  private static func areWords(_ left: String, _ right: String) -> Bool {
    guard let last = left.unicodeScalars.last, let first = right.unicodeScalars.first else { return false }
    return last.isLetter && first.isLetter && !last.isIdeographic && !first.isIdeographic
  }

  /// A translation whose spans stood at `placements` before `text` was trimmed and mended at its ends.
  package init(text: String, near placements: [RestoredSentence.Placement]) {
    let bytes = Array(text.utf8)
    var spans: [ProtectedSpan] = []
    var floor = 0
    for placement in placements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard
        let start = Self.place(
          of: Array(placement.span.text.utf8), in: bytes, from: floor, near: placement.range.lowerBound)
      else { continue }
      floor = start + placement.range.count
      spans.append(
        ProtectedSpan(kind: placement.span.kind, range: start..<floor, text: placement.span.text))
    }
    self.init(text: text, spans: spans)
  }

  /// Where `span` stands in `bytes`: of several places the one nearest to `expected`.
  private static func place(of span: [UInt8], in bytes: [UInt8], from floor: Int, near expected: Int) -> Int?
  {
    guard !span.isEmpty, floor + span.count <= bytes.count else { return nil }
    let starts = floor...(bytes.count - span.count)
    // What is mended moves a span by a few bytes, mostly by none.
    if starts.contains(expected), bytes[expected..<expected + span.count].elementsEqual(span) {
      return expected
    }
    return starts.filter { bytes[$0..<$0 + span.count].elementsEqual(span) }
      .min { abs($0 - expected) < abs($1 - expected) }
  }
}
