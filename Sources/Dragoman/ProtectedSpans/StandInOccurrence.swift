/// A stand-in in a translation.
struct StandInOccurrence {
  /// Index in `MaskedSentence.standIns`.
  var standIn: Int
  /// UTF-8 bytes of the translation; empty where a missing one is to be set.
  var range: Range<Int>
  /// False for a repetition that is taken out.
  var isKept: Bool
}
