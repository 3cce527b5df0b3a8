/// Finds the marker of a list item or heading: `1.`, `(a)`, `IV.`, `•`, `–`, `一、`, `（二）`, `①`, `[3]`.
package struct ListMarker: Sendable {
  /// How sure a marker has to be.
  package enum Place: Sendable {
    /// The beginning of a line or paragraph: any marker.
    case lineStart
    /// The beginning of a sentence inside a paragraph: no letters and dashes, which begin sentences too.
    case sentenceStart
  }

  private let text: ScalarText
  private let end: Int
  private let place: Place

  private init(text: ScalarText, end: Int, place: Place) {
    self.text = text
    self.end = end
    self.place = place
  }

  /// The end of the marker at `start`, the white space after it included; nil where there is none.
  ///
  /// Looks at a bounded number of scalars besides white space.
  package static func end(in text: ScalarText, from start: Int, to end: Int, place: Place) -> Int? {
    let marker = ListMarker(text: text, end: end, place: place)
    guard let first = marker.scalar(start), let after = marker.bareEnd(from: start, first: first) else {
      return nil
    }
    return text.skippingSpace(from: after, to: end)
  }

  private func scalar(_ index: Int) -> Unicode.Scalar? {
    index < end ? text.scalars[index] : nil
  }

  private func bareEnd(from start: Int, first: Unicode.Scalar) -> Int? {
    if first.isCircledNumber { return start + 1 }
    if first.isDigit { return numbered(from: start) }
    if first.isHanNumeral { return hanNumbered(from: start) }
    switch first {
    case "(", "（", "[", "［", "〔": return bracketed(from: start, opener: first)
    default: break
    }
    guard place == .lineStart else { return nil }
    if first.isBullet { return start + 1 }
    if first.isLetter || first.isRomanNumeral { return lettered(from: start) }
    return dashed(from: start, first: first)
  }

  // MARK: Kinds

  /// `1.`, `12)`, `3、`, `１．`, `2.1.3`, `4` before a wide gap.
  private func numbered(from start: Int) -> Int? {
    var index = start
    var groups = 0
    while true {
      let groupStart = index
      while let digit = scalar(index), digit.isDigit, index - groupStart < 4 { index += 1 }
      guard (1...3).contains(index - groupStart) else { return nil }
      groups += 1
      guard let point = scalar(index), point == "." || point == "．", let next = scalar(index + 1),
        next.isDigit,
        groups < 6
      else { break }
      index += 1
    }
    guard let mark = scalar(index) else { return groups > 2 ? index : nil }
    switch mark {
    case "、", "．":
      return scalar(index + 1)?.isDigit == true ? nil : index + 1
    case ".", ")", "）":
      guard isSeparated(index + 1, orBefore: { $0.isIdeographic || $0.isUppercaseLetter }) else { return nil }
      return mark == "." && isMonth(after: index + 1) ? nil : index + 1
    default:
      guard place == .lineStart, mark.isSpace else { return nil }
      if groups > 2 || isWideGap(at: index) { return index }
      return groups == 2 && isHeading(after: index) ? index : nil
    }
  }

  /// `一、`, `十二．`, `三）`.
  private func hanNumbered(from start: Int) -> Int? {
    var index = start
    while let numeral = scalar(index), numeral.isHanNumeral, index - start < 5 { index += 1 }
    switch scalar(index) {
    case "、":
      // 二、三月 counts on, it does not number.
      guard index == start + 1, let next = scalar(index + 1), let value = Self.values[text.scalars[start]],
        Self.values[next] == value + 1
      else { return index + 1 }
      return nil
    case "．", "）", ")": return index + 1
    case ".": return scalar(index + 1)?.isDigit == true ? nil : index + 1
    default: return nil
    }
  }

  /// `(1)`, `（二）`, `[3]`, `(a)`, `(iv)`.
  private func bracketed(from start: Int, opener: Unicode.Scalar) -> Int? {
    var index = start + 1
    let isFootnote = opener == "[" || opener == "［"
    if isFootnote, scalar(index) == "^" { index += 1 }
    let contentStart = index
    while let content = scalar(index), index - contentStart < 6, content.isDigit || content.isLetter {
      index += 1
    }
    guard index > contentStart, let closer = scalar(index), [")", "）", "]", "］", "〕"].contains(closer) else {
      return nil
    }
    let content = text.scalars[contentStart..<index]
    let isNumber = content.allSatisfy(\.isDigit) && content.count <= 3
    let isHanNumber = content.allSatisfy(\.isHanNumeral)
    let isLetters = place == .lineStart && !isFootnote && (content.count == 1 || Self.isRoman(content))
    guard isNumber || isHanNumber || (isLetters && content.allSatisfy { !$0.isIdeographic }) else {
      return nil
    }
    index += 1
    if let mark = scalar(index), mark == "." || mark == "、" || mark == ":" { index += 1 }
    if closer != ")", closer != "]" { return index }
    return isSeparated(index, orBefore: { $0.isIdeographic || (isNumber && $0.isLetter) }) ? index : nil
  }

  /// `a)`, `B.`, `iv.`, `Ⅲ、`.
  private func lettered(from start: Int) -> Int? {
    var index = start
    while let letter = scalar(index), letter.isLetter || letter.isRomanNumeral, index - start < 6 {
      index += 1
    }
    let content = text.scalars[start..<index]
    guard content.allSatisfy({ !$0.isIdeographic }), content.count == 1 || Self.isRoman(content) else {
      return nil
    }
    switch scalar(index) {
    case ")", "）":
      return isSeparated(index + 1, orBefore: \.isIdeographic) ? index + 1 : nil
    case "、", "．":
      return index + 1
    case ".":
      guard isSeparated(index + 1, orBefore: { _ in false }) else { return nil }
      let next = text.skippingSpace(from: index + 1, to: end)
      guard let following = scalar(next) else { return index + 1 }
      if following.isDigit { return nil }
      // J. R. Smith, z. B., т. е.
      return following.isLetter && scalar(next + 1) == "." ? nil : index + 1
    default:
      return nil
    }
  }

  /// `-`, `–`, `*`, `+`, `#`, `>` before a space; `—` before anything.
  private func dashed(from start: Int, first: Unicode.Scalar) -> Int? {
    var index = start
    switch first {
    case "-", "–", "*", "+", "−":
      index += 1
    case "—", "―":
      while scalar(index) == first, index - start < 4 { index += 1 }
      return index
    case "#", ">":
      while scalar(index) == first, index - start < 6 { index += 1 }
    case "¹", "²", "³", "⁴"..."⁹":
      while let digit = scalar(index), digit.isSuperscriptDigit, index - start < 3 { index += 1 }
      return index
    default:
      return nil
    }
    return scalar(index)?.isSpace == true ? index : nil
  }

  // MARK: What follows

  private func isSeparated(_ index: Int, orBefore accepts: (Unicode.Scalar) -> Bool) -> Bool {
    guard let next = scalar(index) else { return true }
    return next.isSpace || accepts(next)
  }

  /// A tab, an ideographic space or two spaces.
  private func isWideGap(at index: Int) -> Bool {
    guard let space = scalar(index) else { return false }
    return space == "\t" || space == "\u{3000}" || scalar(index + 1)?.isSpace == true
  }

  /// `2.1 Background` but not `3.5 million people` or `3.5 亿人`.
  private func isHeading(after index: Int) -> Bool {
    let start = text.skippingSpace(from: index, to: end)
    guard let first = scalar(start), first.isUppercaseLetter || first.isIdeographic, end - start <= 80 else {
      return false
    }
    guard !"亿億万萬千百元年月日个個倍米克吨美".unicodeScalars.contains(first) else { return false }
    return ![".", "!", "?", "。", "！", "？", ";", "；"].contains(text.scalars[end - 1])
  }

  /// `3. Oktober`: a date, not a list.
  private func isMonth(after index: Int) -> Bool {
    var word = ""
    for position in text.skippingSpace(from: index, to: end)..<end {
      guard text.scalars[position].isLetter, word.unicodeScalars.count < 12 else { break }
      word.unicodeScalars.append(text.scalars[position])
    }
    return Self.monthNames.contains(word.lowercased())
  }

  private static let monthNames: Set<String> = [
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "dezember", "jahrhundert", "jahrhunderts", "marts", "maj", "mars", "desember", "oktobra", "ledna",
    "února",
    "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu", "prosince",
  ]

  private static let values: [Unicode.Scalar: Int] = [
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
  ]

  private static func isRoman(_ letters: ArraySlice<Unicode.Scalar>) -> Bool {
    if letters.allSatisfy(\.isRomanNumeral) { return true }
    let isUpper = letters.allSatisfy { "IVX".unicodeScalars.contains($0) }
    return isUpper || letters.allSatisfy { "ivx".unicodeScalars.contains($0) }
  }
}

extension Unicode.Scalar {
  package var isSuperscriptDigit: Bool {
    switch value {
    case 0xB9, 0xB2, 0xB3, 0x2070, 0x2074...0x2079: true
    default: false
    }
  }

  /// One of the characters Ⅰ to ⅿ.
  fileprivate var isRomanNumeral: Bool { (0x2160...0x217F).contains(value) }

  /// ①, ⑴, ⒈, ⓐ, ❶, ㈠, ㊀.
  fileprivate var isCircledNumber: Bool {
    switch value {
    case 0x2460...0x24FF, 0x2776...0x2793, 0x3220...0x3229, 0x3280...0x3289: true
    default: false
    }
  }

  fileprivate var isBullet: Bool {
    switch self {
    case "•", "‣", "◦", "▪", "▫", "■", "□", "●", "○", "◆", "◇", "►", "▶", "▸", "➢", "➤", "✓", "✔", "★", "☆",
      "·",
      "※", "∙", "\u{F0B7}", "▲", "△", "→":
      true
    default: false
    }
  }
}
