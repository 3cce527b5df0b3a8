/// Splits a paragraph into sentences by rules of our own for Chinese, Japanese, Latin, Cyrillic, Arabic and
/// Indic
/// text.
///
/// `；` does not end a sentence, `……` ends one only together with a closing quotation mark. A quotation or an
/// aside in brackets stays whole, with whatever stops it holds, unless it is long. Time is linear in the
/// input.
///
/// The parts of the result, strung together, give the paragraph back byte for byte.
public struct SentenceSegmenter: Sendable {
  /// The language of the text; nil where it is not known.
  public let language: LanguageTag?
  private let profile: LatinSentenceProfile

  /// - Parameter language: chooses abbreviations and ordinals; the script rules hold for every language.
  public init(language: LanguageTag? = nil) {
    self.language = language
    profile = LatinSentenceProfile.profile(for: language)
  }

  /// The sentences of `paragraph`, in order; empty for an empty paragraph.
  ///
  /// - Parameter keptRanges: UTF-8 ranges of the paragraph that no cut may enter, such as protected spans.
  public func segments(
    in paragraph: some StringProtocol, keeping keptRanges: [Range<Int>] = []
  ) -> [TextSegment] {
    guard !paragraph.isEmpty else { return [] }
    let text = ScalarText(paragraph)
    let scanner = SentenceScanner(text: text, profile: profile, keeping: keptRanges)
    return scanner.sentences().map { segment(of: text, in: $0) }
  }

  /// The sentences of `paragraph`, those longer than `limit` cut further by
  /// ``clauses(of:limit:measure:)``.
  public func segments(
    in paragraph: some StringProtocol, limit: Int, measure: (String) -> Int
  ) -> [TextSegment] {
    segments(in: paragraph).flatMap { clauses(of: $0, limit: limit, measure: measure) }
  }

  /// Cuts a sentence into pieces of at most `limit`, to be translated apart and joined again.
  ///
  /// Cuts behind `；`, else `，：—`, else `、`, else at a space, else anywhere between two grapheme clusters,
  /// so that
  /// the pieces are of similar length. A sentence within the limit comes back as it is.
  ///
  /// - Parameters:
  ///   - limit: the most that a piece may measure; values below 1 count as 1. Pieces may exceed it where the
  ///     measure of a whole is larger than the sum of its parts'.
  ///   - measure: the length of a text, in tokens say. Called on the whole and on each of its smallest parts.
  public func clauses(
    of sentence: TextSegment, limit: Int, measure: (String) -> Int
  ) -> [TextSegment] {
    let limit = max(1, limit)
    let total = measure(sentence.text)
    guard total > limit else { return [sentence] }
    var pieces = ClauseSplitter(limit: limit).pieces(of: sentence.text, total: total, measure: measure)
    guard !pieces.isEmpty else { return [sentence] }
    pieces[0].prefix = sentence.prefix + pieces[0].prefix
    pieces[pieces.count - 1].suffix += sentence.suffix
    return pieces
  }

  private func segment(of text: ScalarText, in range: Range<Int>) -> TextSegment {
    var start = text.skippingSpace(from: range.lowerBound, to: range.upperBound)
    let place: ListMarker.Place = range.lowerBound == 0 ? .lineStart : .sentenceStart
    if let markerEnd = ListMarker.end(in: text, from: start, to: range.upperBound, place: place),
      markerEnd < range.upperBound
    {
      start = markerEnd
    }
    var end = range.upperBound
    while end > start, text.scalars[end - 1].isSpace { end -= 1 }
    return TextSegment(
      prefix: text[range.lowerBound..<start], text: text[start..<end], suffix: text[end..<range.upperBound])
  }
}
