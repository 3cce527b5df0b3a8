/// One pass over a paragraph that finds where its sentences end.
package struct SentenceScanner {
  package let text: ScalarText
  package let profile: LatinSentenceProfile
  let pairs: QuotePairs
  /// UTF-8 ranges that no cut may enter, in order.
  private let kept: [Range<Int>]

  package init(text: ScalarText, profile: LatinSentenceProfile, keeping ranges: [Range<Int>]) {
    self.text = text
    self.profile = profile
    pairs = QuotePairs(text)
    kept = ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Quotations and asides up to these lengths stay in one piece, whatever stops they hold.
  private static let longestWholeQuotation = 160
  private static let longestWholeWideQuotation = 60
  private static let longestWholeBracket = 300

  /// The ranges of the sentences, white space after each included: together the whole text.
  package func sentences() -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    var index = 0
    var guardEnd = -1
    var nextKept = 0
    var headingEnd = ordinalHeadingEnd(from: 0)

    func close(at end: Int) {
      sentences.append(start..<end)
      start = end
      index = end
      headingEnd = ordinalHeadingEnd(from: end)
    }

    while index < text.count {
      while nextKept < kept.count, kept[nextKept].upperBound <= text.offsets[index] { nextKept += 1 }
      if nextKept < kept.count, kept[nextKept].contains(text.offsets[index]) {
        index += 1
        continue
      }
      if index == headingEnd {
        close(at: index)
        headingEnd = nil
        continue
      }
      let scalar = text.scalars[index]
      if let closer = pairs.closer(of: index), isWhole(index, closer) { guardEnd = max(guardEnd, closer) }
      if scalar.isLineEnd, let end = blankLineEnd(from: index) {
        close(at: end)
        continue
      }
      guard let first = SentenceStop(scalar) else {
        index += 1
        continue
      }
      let candidate = candidate(at: index, first: first)
      if candidate.end > guardEnd, isBoundary(candidate, sentenceStart: start) {
        close(at: text.skippingSpace(from: candidate.end))
      } else {
        index = candidate.runEnd
      }
    }
    if start < text.count { sentences.append(start..<text.count) }
    return sentences
  }

  /// A run of stops with the quotation marks, brackets and note marks that go with it.
  struct Candidate {
    let start: Int
    let runEnd: Int
    let end: Int
    let stop: SentenceStop
    /// The outermost closing mark, when there is one.
    let closer: Int?
  }

  private func candidate(at start: Int, first: SentenceStop) -> Candidate {
    var stop = first
    var runEnd = start + 1
    while let next = text.scalar(at: runEnd).flatMap(SentenceStop.init) {
      // Two full stops make a pause, and a pause with a full stop behind it an end.
      stop = (stop == .period || stop == .ellipsis) && next == .period ? .ellipsis : max(stop, next)
      runEnd += 1
    }
    var end = runEnd
    var closer: Int?
    while let next = endOfAttachment(at: end, sinceRun: runEnd) {
      let isNoteMark = text.scalars[end] == "[" || text.scalars[end] == "［"
      if !isNoteMark, text.scalars[next - 1].isPlainCloser || pairs.opener(of: next - 1) != nil {
        closer = next - 1
      }
      if let trailing = text.scalar(at: next - 1).flatMap(SentenceStop.init) { stop = max(stop, trailing) }
      end = next
    }
    return Candidate(start: start, runEnd: runEnd, end: end, stop: stop, closer: closer)
  }

  /// The end of a closing mark, a further stop behind one, or a note mark at `index`.
  private func endOfAttachment(at index: Int, sinceRun runEnd: Int) -> Int? {
    guard let scalar = text.scalar(at: index) else { return nil }
    if scalar.isPlainCloser || pairs.opener(of: index) != nil { return index + 1 }
    if scalar.isSuperscriptDigit { return index + 1 }
    if index > runEnd, SentenceStop(scalar) != nil { return index + 1 }
    if index == runEnd, scalar.isDigit { return noteNumberEnd(at: index) }
    if scalar == "\"" || scalar == "'" {
      let next = text.scalar(at: index + 1)
      return next == nil || next?.isSpace == true ? index + 1 : nil
    }
    if scalar == "[" || scalar == "［" { return noteMarkEnd(at: index) }
    // French sets a space before ».
    if scalar.isSpace, !scalar.isLineEnd, text.scalar(at: index + 1) == "»",
      pairs.opener(of: index + 1) != nil
    {
      return index + 2
    }
    return nil
  }

  /// `[12]`, `[footnoteRef:2]`.
  private func noteMarkEnd(at index: Int) -> Int? {
    var position = index + 1
    var hasDigit = false
    while let scalar = text.scalar(at: position), position - index < 24 {
      if scalar == "]" || scalar == "］" { return hasDigit ? position + 1 : nil }
      guard scalar.isLetter || scalar.isDigit || scalar == ":" || scalar == "^" || scalar == "-" else {
        return nil
      }
      if scalar.isDigit { hasDigit = true }
      position += 1
    }
    return nil
  }

  private func isWhole(_ opener: Int, _ closer: Int) -> Bool {
    let mark = text.scalars[opener]
    if mark.isBracket || mark.isTitleMark { return closer - opener <= Self.longestWholeBracket }
    let first = text.scalar(at: opener + 1)
    let limit = first?.isWide == true ? Self.longestWholeWideQuotation : Self.longestWholeQuotation
    return closer - opener <= limit
  }

  /// The end of the white space from a line end on, if it holds an empty line.
  private func blankLineEnd(from index: Int) -> Int? {
    let next = text.scalars[index] == "\r" && text.scalar(at: index + 1) == "\n" ? index + 2 : index + 1
    var position = next
    while let scalar = text.scalar(at: position), scalar.isSpace {
      if scalar.isLineEnd { return text.skippingSpace(from: position) }
      position += 1
    }
    return nil
  }

  /// `第一条　` before the article's text: a heading in a line with it.
  private func ordinalHeadingEnd(from start: Int) -> Int? {
    let first = text.skippingSpace(from: start)
    guard text.scalar(at: first) == "第" else { return nil }
    var index = first + 1
    while let scalar = text.scalar(at: index), scalar.isHanNumeral || scalar.isDigit, index - first < 9 {
      index += 1
    }
    guard index > first + 1, let kind = text.scalar(at: index), "条條章节節编編篇款".unicodeScalars.contains(kind),
      text.scalar(at: index + 1)?.isSpace == true
    else { return nil }
    let end = text.skippingSpace(from: index + 1)
    return end < text.count ? end : nil
  }
}
