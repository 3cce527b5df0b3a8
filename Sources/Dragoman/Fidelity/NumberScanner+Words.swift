/// Numbers written in letters: English words, months, Roman numerals.
extension NumberScanner {
  func wordNumber(at start: Int) -> (mention: NumberMention, end: Int)? {
    let end = wordEnd(from: start)
    if let value = NumberWords.roman(scalars[start..<end]) { return mention(value, start..<end) }
    guard readsEnglish, end - start <= 12 else { return nil }
    let first = word(start..<end)
    if let month = NumberWords.months[first] { return mention(month, start..<end) }
    guard isNumberWord(first) else { return nil }
    return englishNumber(from: start)
  }

  /// `two hundred and fifty-third`, `nine billion`: the longest run of words that make one number.
  private func englishNumber(from start: Int) -> (mention: NumberMention, end: Int) {
    var total = 0.0
    var section = 0.0
    var end = start
    var position = start
    var level = Double.infinity
    // The largest number that reads as one has about a dozen words.
    for _ in 0..<16 {
      let next = wordEnd(from: position)
      let text = word(position..<next)
      if let unit = NumberWords.units[text], level > 9 {
        // `twenty fifteen` is two numbers.
        if level == 20, unit > 9 { break }
        section += unit
        level = 1
      } else if let tens = NumberWords.tens[text], level > 99 {
        section += tens
        level = 20
      } else if let scale = NumberWords.englishScales[text] {
        section = (section == 0 ? 1 : section) * scale
        if scale >= 1000 {
          total += section
          section = 0
        }
        level = .infinity
      } else {
        break
      }
      end = next
      // `one and a half million`
      if level == 1, has(" and a half", at: end), !self[end + 11].isLetter {
        section += 0.5
        end += 11
      }
      // `half a million`
      if section == 0.5, has(" a ", at: end), self[end + 3].isLetter {
        let scale = wordEnd(from: end + 3)
        if scale - end <= 15, NumberWords.englishScales[word(end + 3..<scale)] != nil { end += 2 }
      }
      guard let after = nextWord(behind: end) else { break }
      position = after
    }
    var found = mention(total + section, start..<max(end, wordEnd(from: start)))
    // A century or a dozen by itself seldom is a number.
    if NumberWords.spans[word(start..<found.end)] != nil { found.mention.isRequired = false }
    // `two decades` is twenty years, `three dozen` is thirty-six.
    if self[found.end] == " " || self[found.end] == "-" {
      let next = wordEnd(from: found.end + 1)
      if next - found.end <= 12,
        let factor = NumberWords.spans[word(found.end + 1..<min(next, scalars.count))]
      {
        found.mention.readings.append(found.mention.value * factor)
      }
    }
    return found
  }

  /// Where the next number word begins: behind a space or hyphen, `and` passed over.
  private func nextWord(behind end: Int) -> Int? {
    guard self[end] == " " || self[end] == "-" else { return nil }
    var start = end + 1
    if has("and ", at: start) { start += 4 }
    guard self[start].isLetter else { return nil }
    let next = wordEnd(from: start)
    return next - start <= 12 && isNumberWord(word(start..<next)) ? start : nil
  }

  private func isNumberWord(_ word: String) -> Bool {
    NumberWords.units[word] != nil || NumberWords.tens[word] != nil || NumberWords.englishScales[word] != nil
  }

  private func mention(_ value: Double, _ range: Range<Int>) -> (mention: NumberMention, end: Int) {
    // Small number words are idioms too often to be asked for.
    let isRequired = value >= 13 && value == value.rounded()
    let isWord = NumberWords.roman(scalars[range]) == nil
    return (
      NumberMention(
        readings: [value], range: bytes(range), isRequired: isRequired && isWord, isFigure: false),
      range.upperBound
    )
  }
}
