/// A piece of a paragraph's content.
struct InlineItem: Sendable {
  /// Bytes of the source that are written together.
  struct Atom: Sendable {
    enum Kind: Sendable {
      case text
      case characterData
      /// An element, or a tag of one.
      case markup
    }

    var kind: Kind
    var range: Range<Int>
    /// The run that it is in; nil for what stands between runs.
    var run: Int?
  }

  enum Kind: Sendable, Hashable {
    case text
    /// A character that the source has an element for.
    case character(Unicode.Scalar)
    case standalone
    /// Not translated, and yet part of the sentence.
    case literal(String)
    /// The tags of an element around runs, by its number.
    case opening(Int)
    case closing(Int)
    /// Within a sentence.
    case lineBreak
    /// No sentence goes on behind it.
    case divider
    /// Of no use for another text.
    case noise
    case fieldBegin
    case fieldInstruction(String)
    case fieldSeparator
    case fieldEnd
  }

  var kind: Kind
  var atoms: [Atom]

  init(_ kind: Kind, _ atoms: [Atom]) {
    self.kind = kind
    self.atoms = atoms
  }

  init(_ kind: Kind, markup range: Range<Int>, run: Int? = nil) {
    self.init(kind, [Atom(kind: .markup, range: range, run: run)])
  }
}
