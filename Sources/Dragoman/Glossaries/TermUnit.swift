/// What terms are compared by: a word, an ideograph, or a mark.
struct TermUnit: Equatable {
  /// UTF-8 offsets in the text.
  var range: Range<Int>
  /// Letters as compared where capitals do not count.
  var folded: String
  /// As it stands, but for apostrophes.
  var exact: String
  var isWord: Bool

  /// The simplified ideograph that it is; nil for others.
  var ideograph: UInt32? {
    guard !isWord, let scalar = folded.unicodeScalars.first, (0x4E00...0x9FFF).contains(scalar.value) else {
      return nil
    }
    return scalar.value
  }

  /// The units of a text, in their order; white space is none.
  static func units(of text: String, _ folding: TermFolding) -> [TermUnit] {
    var units: [TermUnit] = []
    var offset = 0
    var word = ""
    var start = 0
    func endWord() {
      guard !word.isEmpty else { return }
      units.append(
        TermUnit(
          range: start..<offset, folded: folding.folded(word), exact: folding.plain(word), isWord: true))
      word = ""
    }
    for scalar in text.unicodeScalars {
      let length = UTF8.width(scalar)
      if scalar.isIdeographic {
        endWord()
        units.append(
          TermUnit(
            range: offset..<offset + length, folded: folding.folded(ideograph: scalar), exact: String(scalar),
            isWord: false))
      } else if scalar.isLetter || scalar.isDigit || scalar.isCombiningMark
        || !word.isEmpty && TermFolding.isTatweel(scalar)
      {
        if word.isEmpty { start = offset }
        word.unicodeScalars.append(scalar)
      } else {
        endWord()
        if !scalar.isSpace {
          let mark = String(scalar)
          units.append(
            TermUnit(
              range: offset..<offset + length, folded: folding.folded(mark), exact: folding.plain(mark),
              isWord: false))
        }
      }
      offset += length
    }
    endWord()
    return units
  }
}
