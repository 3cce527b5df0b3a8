/// The smallest piece of a cue's text in its source.
struct CueToken: Sendable {
  enum Kind: Sendable, Equatable {
    case text(Unicode.Scalar)
    /// White space to its reader, another line in the source.
    case lineBreak
    case opening(name: String)
    case closing(name: String)
    /// Half of nothing: `{\an8}`, an unknown tag.
    case mark
    /// The moment at which the words behind it are spoken.
    case time
  }

  var kind: Kind
  /// UTF-8 bytes of the source.
  var range: Range<Int>
  /// Who speaks from here on, where a voice tag says so.
  var speaker: String?

  init(_ kind: Kind, _ range: Range<Int>, speaker: String? = nil) {
    self.kind = kind
    self.range = range
    self.speaker = speaker
  }

  var scalar: Unicode.Scalar? {
    guard case .text(let scalar) = kind else { return nil }
    return scalar
  }
}
