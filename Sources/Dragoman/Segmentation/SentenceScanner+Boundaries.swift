extension SentenceScanner {
  /// Whether a sentence ends with `candidate`.
  func isBoundary(_ candidate: Candidate, sentenceStart: Int) -> Bool {
    guard let next = text.scalar(at: candidate.end) else { return true }
    if next.continuesSentence { return false }
    let following = text.skippingSpace(from: candidate.end)
    guard following < text.count else { return true }
    if isOnlyMarker(from: sentenceStart, to: candidate.end) { return false }
    let isSpaced = following > candidate.end
    if let closer = candidate.closer, !isSpaced, continuesAfterQuotation(closer, candidate, sentenceStart) {
      return false
    }
    switch candidate.stop {
    case .full: return true
    case .exclamation: return endsAtExclamation(candidate, following, isSpaced)
    case .ellipsis: return endsAtEllipsis(candidate, following, isSpaced)
    case .period: return endsAtPeriod(candidate, following, isSpaced)
    }
  }

  /// A sentence that so far is only `1.` has not ended there.
  private func isOnlyMarker(from start: Int, to end: Int) -> Bool {
    let first = text.skippingSpace(from: start)
    let place: ListMarker.Place = start == 0 ? .lineStart : .sentenceStart
    guard let markerEnd = ListMarker.end(in: text, from: first, to: text.count, place: place) else {
      return false
    }
    return markerEnd >= end
  }

  private func endsAtExclamation(_ candidate: Candidate, _ following: Int, _ isSpaced: Bool) -> Bool {
    guard isSpaced else {
      return text.scalars[following].isIdeographic || isWideBefore(candidate.start)
    }
    return firstLetter(from: following).map { !$0.isLowercaseLetter } ?? true
  }

  private func endsAtEllipsis(_ candidate: Candidate, _ following: Int, _ isSpaced: Bool) -> Bool {
    if !isSpaced { return candidate.closer != nil && isWideBefore(candidate.start) }
    guard let letter = firstLetter(from: following) else { return false }
    if letter == "I", text.scalar(at: following + 1).map({ !$0.isLetter }) ?? true { return false }
    return letter.isUppercaseLetter || (!letter.isLowercaseLetter && !letter.isDigit)
  }

  /// Whether the last letter before `index`, marks aside, is Han or kana.
  func isWideBefore(_ index: Int) -> Bool {
    var position = index - 1
    while let scalar = text.scalar(at: position), index - position <= 8 {
      if scalar.isLetter { return scalar.isIdeographic }
      position -= 1
    }
    return false
  }

  /// The first letter or digit from `index` on, behind opening marks.
  func firstLetter(from index: Int) -> Unicode.Scalar? {
    var position = index
    while let scalar = text.scalar(at: position), position - index < 8 {
      if scalar.isLetter || scalar.isDigit { return scalar }
      guard scalar.isOpeningMark || scalar.isSpace else { return nil }
      position += 1
    }
    return nil
  }

  // MARK: After a Chinese or Japanese quotation

  /// Whether the sentence goes on right behind the closing mark: 「…。」と言った, “……！”他说。
  private func continuesAfterQuotation(_ closer: Int, _ candidate: Candidate, _ sentenceStart: Int) -> Bool {
    guard let next = text.scalar(at: candidate.end) else { return false }
    if next.isHiragana { return true }
    guard next.isIdeographic else { return next.isLetter || next.isDigit }
    if "的地得之等与與和及或".unicodeScalars.contains(next) { return true }
    let opener = pairs.opener(of: closer)
    let isEmbedded = opener.map { isInsideSentence($0, sentenceStart) } ?? false
    if let mark = opener.map({ text.scalars[$0] }), mark.isBracket || mark.isTitleMark {
      return isEmbedded || mark.isTitleMark
    }
    if isEmbedded, candidate.stop != .full || text.scalars[candidate.start] != "。" { return true }
    // 他说：“…” has its speaker already.
    if let opener, let before = text.scalar(at: opener - 1), before == "：" || before == ":" { return false }
    return isSpeechVerbAhead(from: candidate.end)
  }

  /// Whether a mark stands in running text, not at its sentence's beginning nor behind `：` or `，`.
  private func isInsideSentence(_ opener: Int, _ sentenceStart: Int) -> Bool {
    var position = opener - 1
    while position >= sentenceStart, let scalar = text.scalar(at: position), opener - position <= 4 {
      if "：:，,".unicodeScalars.contains(scalar) { return false }
      if !scalar.isSpace, !scalar.isOpeningMark { return true }
      position -= 1
    }
    return false
  }

  /// 他说。 but not 她说：“…”, which introduces the next speech.
  private func isSpeechVerbAhead(from index: Int) -> Bool {
    var hasVerb = false
    for position in index..<min(index + 9, text.count) {
      let scalar = text.scalars[position]
      guard scalar.isIdeographic else {
        return hasVerb && scalar != "：" && scalar != ":"
      }
      if "说說道问問答喊叫嚷吼".unicodeScalars.contains(scalar) { hasVerb = true }
    }
    return false
  }
}

extension Unicode.Scalar {
  /// Punctuation that cannot stand at the beginning of a sentence.
  fileprivate var continuesSentence: Bool {
    switch self {
    case ",", ";", ":", "،", "؛", "，", "、", "；", "：", "-", "–", "—", "―", "/", "_", "=", "&", "@", "~", "～":
      true
    default: false
    }
  }
}
