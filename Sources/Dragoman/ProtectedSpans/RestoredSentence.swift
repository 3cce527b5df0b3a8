/// A translation with its protected spans back in place.
public struct RestoredSentence: Sendable, Equatable {
  /// Where a span came to stand.
  public struct Placement: Sendable, Equatable {
    public let span: ProtectedSpan
    /// UTF-8 byte offsets in `RestoredSentence.text`.
    public let range: Range<Int>
  }

  public let text: String
  /// Every span that `text` holds, in the order of `text`, each once.
  public let placements: [Placement]
  /// Spans that `text` does not hold: the model dropped their stand-ins.
  public let missing: [ProtectedSpan]
  /// Spans whose stand-ins the model wrote more than once; `text` holds each once.
  public let duplicated: [ProtectedSpan]
  /// Spans that the model dropped and that were set by position.
  public let inserted: [ProtectedSpan]

  public var isComplete: Bool { missing.isEmpty }
}
