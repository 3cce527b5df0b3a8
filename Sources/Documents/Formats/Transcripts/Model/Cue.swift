/// A text with a time: a subtitle, a recognised segment, a line of minutes.
struct Cue: Sendable {
  /// Counted from 1.
  var number: Int
  /// In seconds; nil where the source does not say.
  var start: Double?
  var end: Double?
  var speaker: String?
  /// Its text continues nothing.
  var isNewTurn = false
  var tokens: [CueToken]

  /// Nil where it cannot be told.
  var duration: Double? {
    guard let start, let end, end > start else { return nil }
    return end - start
  }
}
