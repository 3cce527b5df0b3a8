/// Puts the translated sentences of a paragraph together again.
public struct SentenceJoiner: Sendable {
  /// The language of the translations.
  public let target: LanguageTag

  public init(target: LanguageTag) { self.target = target }

  /// Strings the translations together, with the prefixes of their segments and what the target sets between
  /// sentences.
  ///
  /// Line ends, tabs and several spaces of the source stay. Where the source had nothing, a spaced target
  /// gets a
  /// space; where it had a single space, Chinese and Japanese get nothing, unless both neighbours are of
  /// another
  /// script. What stands before the first and after the last segment stays exactly.
  ///
  /// - Parameters:
  ///   - segments: the segments of the source.
  ///   - translations: their translations, one for each; a missing one is the source's own text.
  public func join(_ segments: [TextSegment], translations: [String]) -> String {
    var result = ""
    for (index, segment) in segments.enumerated() {
      let translation = index < translations.count ? translations[index] : segment.text
      result += segment.prefix
      result += translation
      if index == segments.count - 1 {
        result += segment.suffix
      } else {
        let next = segments[index + 1]
        let translatedNext = index + 1 < translations.count ? translations[index + 1] : next.text
        let following = next.prefix + translatedNext
        // A segment that was dropped in translation leaves no double space.
        if translation.isEmpty, !segment.text.isEmpty, segment.suffix.allSatisfy({ $0 == " " }) { continue }
        result += separator(for: segment.suffix, after: translation, before: following)
      }
    }
    return result
  }

  private func separator(for suffix: String, after left: String, before right: String) -> String {
    let isPlain = suffix.isEmpty || suffix == " " || suffix == "\u{3000}"
    guard isPlain else { return suffix }
    let leftEnd = left.unicodeScalars.last
    let rightStart = right.unicodeScalars.first
    if leftEnd?.isSpace == true || rightStart?.isSpace == true { return "" }
    guard target.sentenceSeparator.isEmpty else {
      return leftEnd == nil ? "" : target.sentenceSeparator
    }
    if suffix == "\u{3000}" { return suffix }
    let isWide = leftEnd?.isWide == true || rightStart?.isWide == true || leftEnd?.isWideQuote == true
    return isWide ? "" : suffix.isEmpty && leftEnd != nil ? " " : suffix
  }
}

extension Unicode.Scalar {
  fileprivate var isWideQuote: Bool { self == "”" || self == "’" || self == "…" }
}
