import Dragoman

/// Where a text may be divided, and how well: between its words, best behind marks and before clauses.
struct CutPlaces {
  struct Place {
    /// UTF-8 offset: behind the white space before it.
    var offset: Int
    /// UTF-8 offset of the end of the text before it.
    var end: Int
    /// 0 is a sentence's end; above 5 only need divides.
    var cost: Double
  }

  /// Ascending, none at the text's ends.
  let places: [Place]

  /// - Parameter units: stretches that are one word to whoever wrote the text, as far as is known.
  init(_ text: String, units: [Range<Int>] = []) {
    let bytes = Array(text.utf8)
    let atoms = WordScanner.atoms(of: text)
    let words = atoms.map { String(decoding: bytes[$0], as: UTF8.self) }
    var inside: Set<Int> = []
    for unit in units where unit.count <= 24 {
      // Of ideographs a piece of the model's own is likely a word.
      for atom in AtomAlignment.atoms(in: unit, of: atoms).dropFirst()
      where words[atom].unicodeScalars.first?.isIdeographic == true { inside.insert(atom) }
    }
    var quotes = QuoteDepth()
    var places: [Place] = []
    for index in atoms.indices {
      quotes.pass(words[index])
      guard index + 1 < atoms.count else { break }
      let cost = Self.cost(words, index + 1, isSpaced: atoms[index].upperBound < atoms[index + 1].lowerBound)
      guard var cost else { continue }
      if inside.contains(index + 1) { cost += 6 }
      if quotes.isInside { cost += 0.5 }
      places.append(Place(offset: atoms[index + 1].lowerBound, end: atoms[index].upperBound, cost: cost))
    }
    self.places = places
  }

  /// Of a cut before the word at `next`; nil where none may be.
  private static func cost(_ words: [String], _ next: Int, isSpaced: Bool) -> Double? {
    let (left, right) = (words[next - 1], words[next])
    guard let last = left.unicodeScalars.last, let first = right.unicodeScalars.first else { return nil }
    let isWide = last.isWide || first.isWide
    // Without a space only ideographs part.
    guard isSpaced || isWide else { return nil }
    if isClosingMark(first) || CueMarks.isOpener(last) { return nil }
    if CueMarks.isFinal(last) {
      // A title's dot ends nothing.
      return last == "." && next >= 2 && FunctionWords.leaners.contains(words[next - 2].lowercased()) ? 7 : 0
    }
    if CueMarks.isCloser(last), next >= 2, let mark = words[next - 2].unicodeScalars.last {
      if CueMarks.isFinal(mark) { return 0 }
      if CueMarks.isComma(mark) { return 0.6 }
      return 1.5
    }
    if CueMarks.isComma(last) { return last == "、" ? 1.6 : 0.6 }
    if CueMarks.isOpener(first) { return 1.2 }
    return isWide && !isSpaced ? wideCost(last, first) : FunctionWords.cost(before: right, after: left)
  }

  private static func isClosingMark(_ scalar: Unicode.Scalar) -> Bool {
    CueMarks.isFinal(scalar) || CueMarks.isComma(scalar) && scalar != "—" && scalar != "–"
      || CueMarks.isCloser(scalar) && scalar != "\"" && scalar != "'" || scalar == "%" || scalar == "％"
  }

  private static func wideCost(_ last: Unicode.Scalar, _ first: Unicode.Scalar) -> Double? {
    let numerals = { (scalar: Unicode.Scalar) in
      scalar.isDigit || scalar.isHanNumeral || scalar == "万" || scalar == "亿"
    }
    if first.isHan || first.isKana, FunctionWords.wideEnclitics.contains(first) { return nil }
    if numerals(last), numerals(first) || FunctionWords.wideMeasures.contains(first) { return nil }
    if first == "ー" || first == "々" { return nil }
    if FunctionWords.wideStarters.contains(first) { return 1.8 }
    if FunctionWords.wideEnclitics.contains(last) { return 2 }
    return last.isIdeographic && first.isIdeographic ? 3.5 : 2.5
  }
}

/// Whether a text is between straight quotation marks.
private struct QuoteDepth {
  private(set) var isInside = false

  mutating func pass(_ word: String) {
    if word == "\"" { isInside.toggle() }
    if word == "“" || word == "「" || word == "«" { isInside = true }
    if word == "”" || word == "」" || word == "»" { isInside = false }
  }
}
