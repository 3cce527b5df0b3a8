/// Numbers written in Chinese numerals.
extension NumberScanner {
  private static let measures = Set("个個名项項次位份天周种種条條届屆章段倍类類国國年月日号號家件".unicodeScalars)
  private static let approximations = Set("数數几幾上成好近多".unicodeScalars)

  func chineseNumber(at start: Int) -> (mention: NumberMention, end: Int)? {
    var end = start
    while end - start < 32, ChineseNumeral.isNumeral(self[end]) { end += 1 }
    let numeral = scalars[start..<end]
    guard let value = ChineseNumeral.value(of: numeral) else { return nil }
    var readings = [value]
    var isRequired = isNumber(start, end, value)
    if self[end] == "点", let digits = decimals(from: end + 1) {
      readings = [value + digits.value, value] + digits.readings
      end = digits.end
      if let factor = ChineseNumeral.scale(self[end]) {
        readings = [(value + digits.value) * factor]
        end += 1
      }
    }
    // 两三, 一二三: neighbours, each by itself. 三分之二: a fraction, which has words of its own.
    if numeral.allSatisfy({ ChineseNumeral.digit($0) != nil }) {
      readings += numeral.compactMap(ChineseNumeral.digit)
    }
    // 二三十: twenty or thirty.
    if numeral.count >= 3, let low = ChineseNumeral.digit(self[start]),
      ChineseNumeral.digit(self[start + 1]) != nil,
      let unit = ChineseNumeral.scale(self[start + 2])
    {
      readings.append(low * unit)
      isRequired = false
    }
    if has("分之", at: end), value != 100 { isRequired = false }
    if has("分之", at: start - 2), !has("百分之", at: start - 3) { isRequired = false }
    if has("百分之", at: start - 3) { isRequired = true }
    if has("百分之", at: end - 1) || (value == 100 && has("分之", at: end)) { return nil }
    if value < 100, has("年代", at: end) { readings += Self.decades(value) }
    if has("成", at: end), value < 10 { readings.append(value * 10) }
    if (13...24).contains(value), self[end] == "时" || self[end] == "点" { readings.append(value - 12) }
    let mention = NumberMention(
      readings: readings, range: bytes(start..<end), isRequired: isRequired, isFigure: false)
    return (mention, end)
  }

  /// Whether a numeral says a number that a translation must show: 七十三, 第三, 三个; not 一些, 十分, 数百万.
  private func isNumber(_ start: Int, _ end: Int, _ value: Double) -> Bool {
    let first = self[start]
    if Self.approximations.contains(self[start - 1]) || self[end] == "几" || self[end] == "幾" { return false }
    if digit(self[start - 1]) != nil { return false }
    let isPlain = scalars[start..<end].allSatisfy { ChineseNumeral.digit($0) != nil }
    if end - start == 1 {
      guard value >= 3, value <= 9 else { return false }
      // A numeral before an enumeration mark is a list's.
      if self[start - 1] == "第" { return self[end] != "天" && self[end] != "方" }
      return Self.measures.contains(self[end]) && self[start - 1] != "之" && self[end] != "国"
    }
    if isPlain { return end - start == 4 }
    // 百万, 千万, 万一 without a digit in front are words as often as numbers.
    return ChineseNumeral.digit(first) != nil || first == "十" || first == "拾"
  }

  private func decimals(from start: Int) -> (value: Double, readings: [Double], end: Int)? {
    var end = start
    var value = 0.0
    var place = 0.1
    while end - start < 16, let digit = ChineseNumeral.digit(self[end]) {
      value += digit * place
      place /= 10
      end += 1
    }
    guard end > start, let whole = ChineseNumeral.value(of: scalars[start..<end]) else { return nil }
    return (value, [whole], end)
  }
}
