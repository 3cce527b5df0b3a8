/// Numbers written in digits.
extension NumberScanner {
  func figure(at start: Int) -> (mention: NumberMention, end: Int)? {
    var groups: [(value: Double, count: Int)] = []
    var separators: [Unicode.Scalar] = []
    var end = start
    while true {
      let group = digits(from: end)
      guard group.end > end else { break }
      groups.append((group.value, group.end - end))
      end = group.end
      // At most eight groups: a line of a million points is no number.
      guard groups.count < 8,
        ".,\u{A0}\u{202F}\u{2009}'，．".unicodeScalars.contains(self[end]) || isGroupSpace(at: end),
        digit(self[end + 1]) != nil
      else { break }
      if self[end] == "，", !isGroup(at: end + 1) { break }
      separators.append(self[end])
      end += 1
    }
    var readings = Self.readings(groups, separators)
    guard !readings.isEmpty else { return nil }
    let figureEnd = end
    var isRequired = !isJoinedToLetters(start, end)
    let scaled = scale(at: end)
    if scaled.factor != 1 {
      // `5 m` may be metres.
      let isAbbreviated = scaled.end - end <= 3 && ChineseNumeral.scale(self[scaled.end - 1]) == nil
      readings = readings.prefix(2).map { $0 * scaled.factor } + (isAbbreviated ? readings : [])
      end = scaled.end
    }
    if scaled.factor >= 1000, let rest = lesserPart(at: end, below: scaled.factor) {
      readings = readings.map { $0 + rest.value }
      end = rest.end
    }
    isRequired = addReadings(&readings, start: start, figureEnd: figureEnd, end: end) && isRequired
    let mention = NumberMention(
      readings: readings, range: bytes(start..<end), isRequired: isRequired, isFigure: true)
    return (mention, end)
  }

  // MARK: - Reading

  /// What groups of digits may mean: `1,234.5` one number, `10.30` a decimal or two, `1.234` either.
  private static func readings(_ groups: [(value: Double, count: Int)], _ separators: [Unicode.Scalar])
    -> [Double]
  {
    guard let first = groups.first, let last = groups.last else { return [] }
    if groups.count == 1 { return [first.value] }
    let joined = groups.dropFirst().reduce(first.value) { $0 * power(10, $1.count) + $1.value }
    let head = groups.dropLast().dropFirst().reduce(first.value) { $0 * power(10, $1.count) + $1.value }
    let decimal = head + last.value / power(10, last.count)
    let isGrouped = groups.dropFirst().allSatisfy { $0.count == 3 } && first.count <= 3
    let headIsGrouped = groups.dropFirst().dropLast().allSatisfy { $0.count == 3 }
    let isMixed = separators.count > 1 && separators.last != separators.first
    let isPoint = separators.last == "." || separators.last == "．"
    var readings: [Double] = []
    if isMixed && headIsGrouped { readings.append(decimal) }
    if isGrouped { readings += isPoint && groups.count == 2 ? [decimal, joined] : [joined] }
    if groups.count == 2, separators.first != "'" { readings.append(decimal) }
    return readings + groups.map(\.value)
  }

  /// Adds what figures may mean beside their value; false when a translation may well do without them.
  private func addReadings(_ readings: inout [Double], start: Int, figureEnd: Int, end: Int) -> Bool {
    guard let value = readings.first else { return false }
    var isRequired = true
    // 30-40万: the first number may share the scale of the second.
    if end == figureEnd, var next = rangeEnd(behind: end) {
      while digit(self[next]) != nil || self[next] == "." { next += 1 }
      let shared = scale(at: next).factor
      if shared != 1 { readings.append(value * shared) }
    }
    // Many set a space between figures and Chinese characters.
    let end = self[end] == " " ? end + 1 : end
    let isHour = has("时", at: end) || has("点", at: end) || self[end] == ":" || self[end] == "："
    if isHour, (13...24).contains(value) { readings.append(value - 12) }
    if value < 100, has("年代", at: end) {
      if let century = century(before: start) {
        readings = [(century - 1) * 100 + value]
      } else {
        readings += Self.decades(value)
      }
    }
    if value >= 1000, self[end] == "s" { readings.append(value.truncatingRemainder(dividingBy: 100)) }
    // 20世纪70年代 is the 1970s.
    if has("世纪", at: end) { isRequired = digit(self[self[end + 2] == " " ? end + 3 : end + 2]) == nil }
    if has("成", at: end), value < 10 { readings.append(value * 10) }
    // 1/2 may be a half, 1个 may be a or an.
    if self[end] == "/" || self[start - 1] == "/", value <= 10 { isRequired = false }
    if value <= 1, figureEnd - start <= 2 { isRequired = false }
    return isRequired
  }

  /// A word or character of scale behind a number: 万, 亿, `million`, `bn`.
  private func scale(at start: Int) -> (factor: Double, end: Int) {
    var end = start
    var factor = 1.0
    if self[end] == " ", ChineseNumeral.scale(self[end + 1]) != nil { end += 1 }
    while let next = ChineseNumeral.scale(self[end]), !isUnitPrefix(at: end) {
      factor *= next
      end += 1
    }
    if factor != 1 { return (factor, end) }
    end = start
    if [" ", "\u{A0}", "\u{202F}", "-"].contains(self[end]) { end += 1 }
    guard self[end].isLetter else { return (1, start) }
    let next = wordEnd(from: end)
    if next - end <= 12, let factor = scales[word(end..<next)] { return (factor, next) }
    return (1, start)
  }

  /// The century named right before `start`, as in 19世纪30年代.
  private func century(before start: Int) -> Double? {
    var end = self[start - 1] == " " ? start - 1 : start
    guard has("世纪", at: end - 2) else { return nil }
    end = self[end - 3] == " " ? end - 3 : end - 2
    guard let ones = digit(self[end - 1]) else { return nil }
    return Double((digit(self[end - 2]) ?? 0) * 10 + ones)
  }

  /// The years that begin a decade of any century: 70年代 is the 1970s, the 1870s, the 1770s.
  static func decades(_ value: Double) -> [Double] {
    stride(from: 1000, through: 2000, by: 100).map { $0 + value }
  }

  /// The 5千 of 1万5千 and the 2000万 of 3亿2000万.
  private func lesserPart(at start: Int, below factor: Double) -> (value: Double, end: Int)? {
    let figure = digits(from: start)
    guard figure.end > start, figure.end - start <= 8 else { return nil }
    let lesser = scale(at: figure.end)
    guard lesser.factor > 1, figure.value * lesser.factor < factor else { return nil }
    return (figure.value * lesser.factor, lesser.end)
  }

  /// 百分点 and 千米: no hundreds and no thousands.
  private func isUnitPrefix(at index: Int) -> Bool {
    has("百分", at: index) || (self[index] == "千" && "米克瓦卡伏赫帕".unicodeScalars.contains(self[index + 1]))
  }

  private func digits(from start: Int) -> (value: Double, end: Int) {
    var end = start
    var value = 0.0
    while let digit = digit(self[end]) {
      value = value * 10 + Double(digit)
      end += 1
    }
    return (value, end)
  }

  /// `1 234 567`: a space and just three digits.
  private func isGroupSpace(at index: Int) -> Bool {
    self[index] == " " && !readsEnglish && isGroup(at: index + 1) && digit(self[index - 4]) == nil
  }

  private func isGroup(at index: Int) -> Bool {
    (0..<3).allSatisfy { digit(self[index + $0]) != nil } && digit(self[index + 3]) == nil
  }

  /// Whether the digits are part of a name such as `COVID19`, `G20` or `5G`.
  private func isJoinedToLetters(_ start: Int, _ end: Int) -> Bool {
    func isLatin(_ scalar: Unicode.Scalar) -> Bool { Script(of: scalar) == .latin }
    let isHyphenated = self[start - 1] == "-" && isLatin(self[start - 2])
    return isHyphenated || isLatin(self[start - 1])
      || (isLatin(self[end]) && scale(at: end).factor == 1 && self[end] != "s" && !isOrdinal(at: end))
  }

  /// The ending of `73rd`.
  private func isOrdinal(at end: Int) -> Bool {
    let next = wordEnd(from: end)
    return readsEnglish && next - end == 2 && ["st", "nd", "rd", "th"].contains(word(end..<next))
  }

  /// Where the second number of a range begins whose first ends at `end`: 30-40, 30至40, `30 to 40`.
  private func rangeEnd(behind end: Int) -> Int? {
    let words = readsEnglish ? [" to ", " and "].filter { has($0, at: end) } : []
    let next =
      words.first.map { end + $0.unicodeScalars.count }
      ?? ("-–—~～至到".unicodeScalars.contains(self[end]) ? end + 1 : nil)
    return next.flatMap { digit(self[$0]) == nil ? nil : $0 }
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(exponent, 400) { result *= base }
    return result
  }
}
