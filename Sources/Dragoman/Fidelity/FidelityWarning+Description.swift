import Foundation

extension FidelityWarning: CustomStringConvertible {
  public var description: String {
    switch self {
    case .spanMissing(let span): "\(span.text) is missing"
    case .spanDuplicated(let span, let ranges): "\(span.text) comes \(ranges.count) times"
    case .numberMissing(let value, _): "the number \(Self.number(value)) is missing"
    case .numberUnexpected(let value, _): "the number \(Self.number(value)) is not in the source"
    case .untranslated: "the source came back untranslated"
    case .sourceScriptLeft(_, let share):
      "\(max(1, Int(share * 100))) % of the letters are in the source's script"
    case .repetition(let loop, _): "the same words come \(loop.count) times in a row"
    case .repetitive: "much of it repeats itself"
    case .tooShort: "it is far shorter than the source"
    case .tooLong: "it is far longer than the source"
    }
  }

  /// `1200000000` and `0.047` without an exponent or a fraction of zeros.
  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    guard value == value.rounded(), abs(value) < 1e15 else { return String(format: "%.10g", value) }
    return String(format: "%.0f", value)
  }
}
