/// Chinese numerals and what they amount to.
enum ChineseNumeral {
  private static let digits: [Unicode.Scalar: Double] = [
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
  ]
  private static let units: [Unicode.Scalar: Double] = [
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
  ]
  private static let scales: [Unicode.Scalar: Double] = [
    "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000,
  ]

  static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    digits[scalar] != nil || units[scalar] != nil || scales[scalar] != nil
  }

  static func digit(_ scalar: Unicode.Scalar) -> Double? { digits[scalar] }

  /// The factor of 十, 百, 千, 万 and 亿.
  static func scale(_ scalar: Unicode.Scalar) -> Double? { units[scalar] ?? scales[scalar] }

  /// The value of a numeral; nil when it is too long or not well formed.
  static func value(of numeral: ArraySlice<Unicode.Scalar>) -> Double? {
    guard !numeral.isEmpty, numeral.count <= 32 else { return nil }
    if numeral.allSatisfy({ digits[$0] != nil }) {
      return numeral.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }
    }
    var total = 0.0
    var section = 0.0
    var digit: Double?
    for scalar in numeral {
      if let value = digits[scalar] {
        digit = value
      } else if let unit = units[scalar] {
        section += (digit ?? 1) * unit
        digit = nil
      } else if let scale = scales[scalar] {
        section += digit ?? 0
        digit = nil
        // 一万亿: the larger scale multiplies all before it.
        if scale > 10_000, total > 0, total < scale {
          total = (total + section) * scale
        } else {
          total += (section == 0 ? 1 : section) * scale
        }
        section = 0
      }
    }
    return total + section + (digit ?? 0)
  }
}
