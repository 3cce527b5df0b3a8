/// The marks that may end a sentence.
package enum SentenceStop: Int, Comparable, Sendable {
  /// `…` or `..`: a pause as often as an end.
  case ellipsis
  /// `.`: an abbreviation, a decimal point, a part of a name, or an end.
  case period
  /// `!` or `?`.
  case exclamation
  /// `。！？`, `؟`, `۔`, `।` and others that do nothing else.
  case full

  package static func < (left: SentenceStop, right: SentenceStop) -> Bool { left.rawValue < right.rawValue }

  package init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x2E, 0xFF0E: self = .period
    case 0x21, 0x3F: self = .exclamation
    case 0..<0x500: return nil
    case 0x2026, 0x2025, 0x22EF: self = .ellipsis
    case 0x3002, 0xFF01, 0xFF1F, 0xFF61, 0x203C, 0x2047...0x2049: self = .full
    case 0x0589, 0x061F, 0x06D4, 0x0964, 0x0965, 0x1362, 0x1367, 0x104B, 0x0F0D, 0x17D4, 0x17D5: self = .full
    default: return nil
    }
  }
}
