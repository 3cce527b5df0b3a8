/// Something in a translation that may be wrong. Ranges are UTF-8 byte offsets.
public enum FidelityWarning: Sendable, Equatable {
  /// A protected span that the translation does not hold.
  case spanMissing(ProtectedSpan)
  /// A protected span that the translation holds more often than the source; `ranges` are in the translation.
  case spanDuplicated(ProtectedSpan, ranges: [Range<Int>])
  /// A number of the source without its like in the translation; `range` is in the source.
  case numberMissing(value: Double, range: Range<Int>)
  /// Figures in the translation that the source does not account for; `range` is in the translation.
  case numberUnexpected(value: Double, range: Range<Int>)
  /// The translation is the source again.
  case untranslated
  /// Letters of the source's script left in the translation: where, and their share of its letters.
  case sourceScriptLeft(ranges: [Range<Int>], share: Double)
  /// The translation runs in a circle and the source does not; `range` is in the translation.
  case repetition(LoopFinding, range: Range<Int>)
  /// Much of the translation says what it has said before: the share of its four-word groups.
  case repetitive(share: Double)
  /// The translation is far shorter than its source: its length in what one would expect.
  case tooShort(ratio: Double)
  case tooLong(ratio: Double)

  /// The stretch of the source that it is about, where it is about one.
  public var sourceRange: Range<Int>? {
    switch self {
    case .spanMissing(let span), .spanDuplicated(let span, _): span.range
    case .numberMissing(_, let range): range
    default: nil
    }
  }

  /// The stretch of the translation that it is about, where it is about one; of several the first.
  public var targetRange: Range<Int>? {
    switch self {
    case .spanDuplicated(_, let ranges): ranges.last
    case .numberUnexpected(_, let range), .repetition(_, let range): range
    case .sourceScriptLeft(let ranges, _): ranges.first
    default: nil
    }
  }

  /// The warning's name in machine-readable output.
  public var code: String {
    switch self {
    case .spanMissing: "span_missing"
    case .spanDuplicated: "span_duplicated"
    case .numberMissing: "number_missing"
    case .numberUnexpected: "number_unexpected"
    case .untranslated: "untranslated"
    case .sourceScriptLeft: "source_script_left"
    case .repetition: "repetition"
    case .repetitive: "repetitive"
    case .tooShort: "too_short"
    case .tooLong: "too_long"
    }
  }
}
