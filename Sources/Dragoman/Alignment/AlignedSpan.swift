/// A stretch of a sentence and the stretch of its translation that says the same.
///
/// Offsets count Unicode scalars (code points), as Python's and Rust's `char`s do: the same in every language
/// and never inside a character's code. In Swift, `TextSpan.range(in:)` finds the place.
public struct AlignedSpan: Sendable, Hashable, Codable {
  /// In `SentenceTranslation.source`.
  public var source: TextSpan
  /// In `SentenceTranslation.text`.
  public var target: TextSpan

  public init(source: TextSpan, target: TextSpan) {
    self.source = source
    self.target = target
  }
}

/// A stretch of a text, by Unicode scalars from its beginning.
public struct TextSpan: Sendable, Hashable, Codable {
  public var start: Int
  /// Behind the last.
  public var end: Int

  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// Where the stretch is in `text`; nil when the text is shorter.
  public func range(in text: String) -> Range<String.Index>? {
    let scalars = text.unicodeScalars
    guard start >= 0, start <= end,
      let lower = scalars.index(scalars.startIndex, offsetBy: start, limitedBy: scalars.endIndex),
      let upper = scalars.index(lower, offsetBy: end - start, limitedBy: scalars.endIndex)
    else { return nil }
    return lower..<upper
  }

  /// The stretch's text; nil when the text is shorter.
  public func text(in text: String) -> Substring? {
    range(in: text).map { text[$0] }
  }
}

extension Alignment {
  /// The links in offsets of Unicode scalars. Ends inside a scalar go to its border; links outside of the
  /// texts are left out.
  public func spans(source: String, target: String) -> [AlignedSpan] {
    let (source, target) = (ScalarOffsets(source), ScalarOffsets(target))
    return links.compactMap { link in
      guard let from = source.span(link.source), let to = target.span(link.target) else { return nil }
      return AlignedSpan(source: from, target: to)
    }
  }
}

/// UTF-8 offsets of a text as offsets of its scalars.
struct ScalarOffsets {
  /// By byte: the scalars that begin before it.
  private var before: [Int] = []

  init(_ text: String) {
    before.reserveCapacity(text.utf8.count + 1)
    var count = 0
    for byte in text.utf8 {
      before.append(count)
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    before.append(count)
  }

  /// nil for a range outside of the text or an empty one.
  func span(_ range: Range<Int>) -> TextSpan? {
    guard range.lowerBound >= 0, range.upperBound < before.count, !range.isEmpty else { return nil }
    // Inside a scalar's code the scalar itself has begun before.
    var start = range.lowerBound
    while start > 0, before[start] == before[start + 1] { start -= 1 }
    return TextSpan(start: before[start], end: before[range.upperBound])
  }
}
