/// What one speaker says in one cue, or a stage mark in it: what is replaced by its translation. Everything else of
/// the cue stays as it is.
struct CueSegment: Sendable {
  enum Kind: Sendable, Equatable {
    case speech
    /// Words between music marks.
    case lyric
    /// The text between the brackets of `[applause]`.
    case stage
  }

  /// The cue's place among all.
  var cue: Int
  var kind: Kind
  var speaker: String?
  /// Tokens of the cue, from the first text to the last and with the tags that cannot be parted from them.
  var tokens: Range<Int>
  /// Never the continuation of what stands before it.
  var startsAnew: Bool
  /// Nothing continues it.
  var ends: Bool
}
