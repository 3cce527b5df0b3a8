/// How a format writes the text of its cues.
struct TranscriptStyle: Sendable {
  /// Between two lines of a cue; nil where texts have no lines.
  var lineEnd: [UInt8]?
  var escape: @Sendable (String) -> [UInt8]
  /// A cue that no word is left for shows those of the cue before it again, instead of nothing.
  var repeatsText: Bool
  /// Whether texts are read at the speed of their cues.
  var isTimed: Bool
}
