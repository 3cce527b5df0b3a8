import Dragoman

/// A text that goes on behind another: a quotation or a bracket that is open there may close here, and what stops
/// stand before that end no sentence.
package struct ContinuedText: Sendable {
  private let text: String
  private let context: String

  package init(_ text: String, behind context: String) { (self.text, self.context) = (text, context) }

  /// The text's sentences; strung together they are the text.
  package func sentences(language: LanguageTag) -> [TextSegment] {
    let segmenter = SentenceSegmenter(language: language)
    let spans = ProtectedSpanDetector().spans(in: text).map(\.range)
    let alone = segmenter.segments(in: text, keeping: spans)
    guard !context.isEmpty else { return alone }
    let before = context + " "
    let seam = before.utf8.count
    let together = segmenter.segments(
      in: before + text, keeping: spans.map { $0.lowerBound + seam..<$0.upperBound + seam })
    var end = 0
    for (index, sentence) in together.enumerated() {
      let start = end
      end += sentence.source.utf8.count
      guard end > seam else { continue }
      // Where a sentence begins at the seam, what stands before it tells nothing.
      guard start < seam else { return alone }
      let rest = String(decoding: Array(sentence.source.utf8.dropFirst(seam - start)), as: UTF8.self)
      return [TextSegment(trimming: rest)] + together[(index + 1)...]
    }
    return alone
  }
}

extension TextSegment {
  fileprivate init(trimming whole: String) {
    let text = whole.drop(while: \.isWhitespace)
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
    self.init(
      prefix: String(whole[..<text.startIndex]), text: String(text[..<end]), suffix: String(text[end...]))
  }
}
