import Dragoman

/// A unit's text translated, with what is known of which words became which.
public struct TextTranslation: Sendable, Equatable {
  /// Stretches that belong together whatever the links inside say: a sentence, or what stands between two.
  ///
  /// Blocks are in order and cover neither text twice.
  public struct Block: Sendable, Equatable {
    /// UTF-8 bytes of the source.
    public var source: Range<Int>
    /// UTF-8 bytes of the translation.
    public var target: Range<Int>
    public var warnings: [TranslationWarning]

    public init(source: Range<Int>, target: Range<Int>, warnings: [TranslationWarning] = []) {
      self.source = source
      self.target = target
      self.warnings = warnings
    }
  }

  public var text: String
  public var blocks: [Block]
  /// Links between bytes of the source and bytes of the translation.
  public var alignment: Alignment

  public init(text: String, blocks: [Block], alignment: Alignment) {
    self.text = text
    self.blocks = blocks
    self.alignment = alignment
  }
}
