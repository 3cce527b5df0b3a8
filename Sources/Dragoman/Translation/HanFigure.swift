import Foundation

/// A text that is nothing but a figure with 万 or 亿, such as a table's cell: `72.5万`, `90亿`.
///
/// Without a sentence around it a model guesses the scale; the value is exact, so it is written out by rule.
package struct HanFigure {
  private let value: Double

  /// nil when `text` is anything else.
  package init?(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let figure = scalars.prefix { $0.isDigit || $0 == "." || $0 == "," }
    let unit = scalars[figure.count...]
    guard (1...16).contains(figure.count), (1...4).contains(unit.count),
      unit.allSatisfy({ ChineseNumeral.scale($0) != nil }),
      unit.contains(where: { "万萬亿億".unicodeScalars.contains($0) }),
      let factor = ChineseNumeral.value(of: unit), let number = Self.number(figure)
    else { return nil }
    value = number * factor
  }

  /// The figure in English: `725,000`, `1.2 million`, `9 billion`.
  package var english: String? {
    let scales = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")]
    guard let (scale, name) = scales.first(where: { value >= $0.0 }) else { return Self.grouped(value) }
    let share = value / scale
    let isShort = abs((share * 1000).rounded() - share * 1000) < 1e-6
    return isShort ? "\(Self.trimmed(share)) \(name)" : Self.grouped(value)
  }

  /// `1,234.5` and full-width digits; nil for two points or a misplaced comma.
  private static func number(_ scalars: ArraySlice<Unicode.Scalar>) -> Double? {
    let text = String(String.UnicodeScalarView(scalars)).applyingTransform(
      .fullwidthToHalfwidth, reverse: false)
    guard let text else { return nil }
    let groups = text.split(separator: ".", omittingEmptySubsequences: false)[0]
      .split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count == 1 || groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    return Double(text.replacingOccurrences(of: ",", with: ""))
  }

  /// `725,000`; nil for a value that is not whole.
  private static func grouped(_ value: Double) -> String? {
    guard value == value.rounded(), value < 1e15 else { return nil }
    var digits = String(Int64(value))[...]
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.append(digits.suffix(3))
      digits = digits.dropLast(3)
    }
    return ([digits] + groups.reversed()).joined(separator: ",")
  }

  private static func trimmed(_ share: Double) -> String {
    var text = String(format: "%.3f", share)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
