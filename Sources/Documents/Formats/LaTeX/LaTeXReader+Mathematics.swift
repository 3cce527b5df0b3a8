extension LaTeXReader {
  /// Inline mathematics is no longer than this, nor other mathematics than eight times that.
  private static let mathReach = 20_000

  mutating func mathematics(_ position: Int, _ end: Int) -> Int {
    let isDisplay = position + 1 < end && bytes[position + 1] == UInt8(ascii: "$")
    let mark = isDisplay ? "$$" : "$"
    guard let close = find(mark, from: position + mark.utf8.count, end, isDisplay: isDisplay) else {
      builder.standalone(at: position..<position + 1)
      return position + 1
    }
    return isDisplay ? display(position..<close, end) : word(position..<close)
  }

  /// The end behind `mark`, which stands in the same paragraph.
  mutating func find(_ mark: String, from start: Int, _ end: Int, isDisplay: Bool) -> Int? {
    let limit = min(end, start + (isDisplay ? 8 : 1) * Self.mathReach)
    var position = start
    if let vain = vain[mark], vain.contains(start) { position = vain.upperBound }
    let first = mark.utf8.first
    while position < limit {
      if bytes[position] == first, bytes[position..<limit].starts(with: mark.utf8) {
        return position + mark.utf8.count
      }
      if bytes[position] == 0x0A, !isDisplay {
        let next = skipSpaces(position + 1, limit)
        if next < limit, bytes[next] == 0x0A { break }
      }
      position += bytes[position] == UInt8(ascii: "\\") && first != UInt8(ascii: "\\") ? 2 : 1
    }
    vain[mark] = start..<max(start, min(position, limit))
    return nil
  }

  /// A formula that is set off: in the middle of a sentence a tag, elsewhere the end of the paragraph.
  mutating func display(_ range: Range<Int>, _ end: Int) -> Int {
    let last = builder.text.unicodeScalars.last { $0 != " " }
    guard builder.hasText, let last, !".!?:。：！？".unicodeScalars.contains(last) else {
      flush()
      return range.upperBound
    }
    // The lines it stands on go with it.
    var start = range.lowerBound
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    if start > 0, bytes[start - 1] == 0x0A { start -= 1 } else { start = range.lowerBound }
    let next = skipSpaces(range.upperBound, end)
    let hasLineEnd = next < end && bytes[next] == 0x0A
    let isLast =
      hasLineEnd
      && {
        let more = skipSpaces(next + 1, end)
        return more >= end || bytes[more] == 0x0A
      }()
    let close = hasLineEnd && !isLast ? next + 1 : range.upperBound
    builder.standalone(at: start..<close)
    return close
  }

  /// What is no one's to translate and yet a word of the sentence.
  /// - Parameter content: what of it the translator sees; all of it when nil.
  mutating func word(_ range: Range<Int>, content: Range<Int>? = nil) -> Int {
    let seen = content ?? range
    guard seen.count <= 600 else {
      builder.standalone(at: range)
      return range.upperBound
    }
    let text = String(decoding: bytes[seen], as: UTF8.self)
    builder.literal(text.split(whereSeparator: \.isWhitespace).joined(separator: " "), at: range)
    return range.upperBound
  }
}
