/// What takes the place of one protected span, or of several that touch, in the text given to a model.
public struct StandIn: Sendable, Equatable {
  /// How what is restored joins the words around it.
  enum Setting: Sendable, Equatable {
    /// A word of its own.
    case word
    /// Joins the word before: footnote marks and closing tags.
    case hugsPrevious
    /// Joins the word after: opening tags.
    case hugsNext
  }

  /// The stand-in's own text, such as `X1`.
  public let text: String
  /// Where it stands in `MaskedSentence.text`, in UTF-8 bytes.
  public let maskedRange: Range<Int>
  /// What it stands for, byte for byte: the spans and the spaces between them.
  public let content: String
  /// Where that is in the source, in UTF-8 bytes.
  public let sourceRange: Range<Int>
  public let spans: [ProtectedSpan]
  let setting: Setting
  /// The ASCII letter or digit that touches it in the source, 0 where none does.
  let touchingBefore: UInt8
  let touchingAfter: UInt8
  /// Whether it stands right behind an opening quotation mark, and right in front of a closing one.
  let isQuoted: Bool
}
