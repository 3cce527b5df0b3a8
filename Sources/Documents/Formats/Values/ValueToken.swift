/// A piece of a value's text.
struct ValueToken: Sendable {
  enum Kind: Sendable {
    /// A character, as it stands or by a reference.
    case scalar(Unicode.Scalar)
    /// What must come out as it is and is a part of the sentence, as it is called in the unit's text.
    case literal(String)
    case opening(String)
    case closing(String)
    /// A tag by itself.
    case standalone
    case lineBreak
    /// What ends a paragraph.
    case boundary
  }

  var kind: Kind
  var range: Range<Int>
}
