extension SentenceScanner {
  /// Whether a single full stop ends a sentence rather than an abbreviation, a number or a name.
  func endsAtPeriod(_ candidate: Candidate, _ following: Int, _ isSpaced: Bool) -> Bool {
    let word = word(before: candidate.start)
    guard isSpaced else { return endsWithoutSpace(candidate, word, following) }
    guard let letter = firstLetter(from: following) else { return true }
    if letter.isLowercaseLetter { return false }
    // Behind a closing mark the stop belongs to more than the last word.
    if candidate.closer != nil { return true }

    let nextWord = self.nextWord(from: following)
    let isStarter = profile.starters.contains(nextWord) || isElided(nextWord)
    let folded = Self.withoutElision(word.lowercased())
    if profile.titles.contains(folded) { return false }
    if folded == "p.m" || folded == "a.m" {
      return isStarter || !(letter.isDigit || Self.isCalendarWord(nextWord) || Self.isAllCapitals(nextWord))
    }
    if word.unicodeScalars.contains(".") { return isStarter }
    if profile.beforeNumber.contains(folded), isNumber(from: following) { return false }
    if profile.others.contains(folded) { return isStarter || !(letter.isLetter || letter.isDigit) }
    if isInitial(word) {
      // J. R. He, but и т. д. Все.
      return isStarter && !isNameHead(word, candidate.start)
    }
    if !word.isEmpty, word.unicodeScalars.allSatisfy(\.isDigit) {
      return endsAfterNumber(word, candidate, letter, isStarter)
    }
    return true
  }

  /// 这是第一句.这是第二句: an ASCII full stop in Chinese text.
  private func endsWithoutSpace(_ candidate: Candidate, _ word: String, _ following: Int) -> Bool {
    let isWideNext = firstLetter(from: following)?.isIdeographic ?? false
    guard isWideNext, let previous = text.scalar(at: candidate.start - 1) else { return false }
    if previous.isIdeographic || previous.isPlainCloser { return true }
    let folded = word.lowercased()
    return word.unicodeScalars.count > 2 && word.unicodeScalars.allSatisfy(\.isLetter)
      && !profile.titles.contains(folded) && !profile.others.contains(folded)
      && !profile.beforeNumber.contains(folded)
  }

  /// The end of a note's number right behind a full stop: `adopted.12 The`.
  func noteNumberEnd(at index: Int) -> Int? {
    guard text.scalar(at: index - 1) == ".", text.scalar(at: index - 2)?.isLowercaseLetter == true,
      text.scalar(at: index - 3)?.isLowercaseLetter == true
    else { return nil }
    var end = index
    while let scalar = text.scalar(at: end), scalar.isDigit, end - index < 4 { end += 1 }
    guard (1...3).contains(end - index), text.scalar(at: end)?.isSpace == true else { return nil }
    return firstLetter(from: end)?.isUppercaseLetter == true ? end : nil
  }

  private func endsAfterNumber(
    _ word: String, _ candidate: Candidate, _ letter: Unicode.Scalar, _ isStarter: Bool
  ) -> Bool {
    let digits = word.unicodeScalars.count
    if letter.isDigit { return digits > 3 }
    if profile.hasDottedOrdinals, digits <= 2 { return isStarter }
    // 事项：1. …; 2. …: an item of a list in running text.
    var position = candidate.start - digits - 1
    while let scalar = text.scalar(at: position), scalar.isSpace, candidate.start - position < 8 {
      position -= 1
    }
    if digits <= 2, let before = text.scalar(at: position), ":;,：；".unicodeScalars.contains(before) {
      return false
    }
    return true
  }

  // MARK: Words

  /// The letters, digits, hyphens and inner full stops that end right before `index`; at most 24 scalars.
  private func word(before index: Int) -> String {
    var start = index
    while start > 0, index - start < 24 {
      let scalar = text.scalars[start - 1]
      guard !scalar.isIdeographic,
        scalar.isLetter || scalar.isDigit || scalar.isCombiningMark
          || ".-'’°º№".unicodeScalars.contains(scalar)
      else { break }
      start -= 1
    }
    return text[start..<index]
  }

  private func nextWord(from index: Int) -> String {
    var start = index
    while let scalar = text.scalar(at: start), start - index < 8, scalar.isOpeningMark || scalar.isSpace {
      start += 1
    }
    var end = start
    while let scalar = text.scalar(at: end), end - start < 24, scalar.isLetter || scalar.isCombiningMark {
      end += 1
    }
    if let scalar = text.scalar(at: end), scalar == "'" || scalar == "’", end - start <= 2 {
      return text[start..<end] + "'"
    }
    return text[start..<end]
  }

  /// L', D', C', Qu' before a vowel.
  private func isElided(_ word: String) -> Bool {
    word.hasSuffix("'") && ["L'", "D'", "C'", "S'", "J'", "N'", "Qu'"].contains(word)
  }

  /// Whether a number, a Roman one or a single letter stands at `index`.
  private func isNumber(from index: Int) -> Bool {
    if firstLetter(from: index)?.isDigit == true { return true }
    let word = nextWord(from: index)
    return word.unicodeScalars.count <= 1
      || word.unicodeScalars.allSatisfy { "IVXLC".unicodeScalars.contains($0) }
  }

  /// One letter, or `J.-P`: of a name.
  private func isInitial(_ word: String) -> Bool {
    let letters = word.unicodeScalars.filter { $0.isLetter }
    return letters.count == 1 && !word.unicodeScalars.contains(where: \.isDigit)
  }

  /// Whether a capital begins a sentence or follows another initial: a name's more likely than its end.
  private func isNameHead(_ word: String, _ end: Int) -> Bool {
    guard word.unicodeScalars.first?.isUppercaseLetter == true else { return false }
    var position = end - word.unicodeScalars.count - 1
    while let scalar = text.scalar(at: position), scalar.isSpace { position -= 1 }
    return text.scalar(at: position).map { SentenceStop($0) != nil } ?? true
  }

  /// `art` of `l'art`.
  private static func withoutElision(_ word: String) -> String {
    guard let mark = word.lastIndex(where: { $0 == "'" || $0 == "’" }) else { return word }
    return String(word[word.index(after: mark)...])
  }

  private static func isAllCapitals(_ word: String) -> Bool {
    word.unicodeScalars.count > 1 && word.unicodeScalars.allSatisfy(\.isUppercaseLetter)
  }

  private static func isCalendarWord(_ word: String) -> Bool { calendarWords.contains(word) }

  private static let calendarWords: Set<String> = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February",
    "March",
    "April", "May", "June", "July", "August", "September", "October", "November", "December", "Eastern",
    "Pacific",
  ]
}
