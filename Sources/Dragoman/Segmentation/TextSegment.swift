/// One sentence of a paragraph, or one clause of a sentence, with all that stands around it.
///
/// ``prefix``, ``text`` and ``suffix`` of a paragraph's segments, strung together, give the paragraph back
/// byte
/// for byte.
public struct TextSegment: Sendable, Hashable {
  /// White space and a list marker before the text: layout, copied and not translated.
  public var prefix: String
  /// What is to be translated. Empty only where the paragraph has no text at all.
  public var text: String
  /// White space after the text, up to the next segment.
  public var suffix: String

  public init(prefix: String = "", text: String, suffix: String = "") {
    self.prefix = prefix
    self.text = text
    self.suffix = suffix
  }

  /// The segment as it stood in its paragraph.
  public var source: String { prefix + text + suffix }

  /// Whether the text has anything that a translation could change; `。`, `♪`, `2019` and URLs are copied.
  public var isTranslatable: Bool { Translatability.isTranslatable(text) }
}
