/// A sentence divided at its protected spans, for a model that copies no stand-in: the stretches between the
/// spans are translated one by one and joined with the spans between them. Nothing can be lost.
public struct SplitSentence: Sendable {
  /// A stretch of a sentence, in order.
  public enum Part: Sendable, Equatable {
    /// To be translated.
    case text(String)
    /// Copied: spans, and stretches of punctuation and spaces.
    case verbatim(String, spans: [ProtectedSpan])
  }

  public let parts: [Part]

  /// The texts to translate, in order.
  public var texts: [String] {
    parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }
}
