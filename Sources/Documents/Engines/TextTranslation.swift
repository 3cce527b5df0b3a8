import Dragoman

/// A unit's text translated, with what is known of which words became which.
public struct TextTranslation: Sendable, Equatable {
  /// Something in a block that a reader should look at.
  public struct Warning: Sendable, Hashable, Codable {
    /// A code of `TranslationWarning`.
    public var code: String
    /// For people, in English.
    public var message: String
    /// What it is about, in UTF-8 bytes of the source; nil where that is nothing or the whole block.
    public var source: Range<Int>?
    /// The same in the translation.
    public var target: Range<Int>?

    public init(code: String, message: String, source: Range<Int>? = nil, target: Range<Int>? = nil) {
      self.code = code
      self.message = message
      self.source = source
      self.target = target
    }
  }

  /// Stretches that belong together whatever the links inside say: a sentence, or what stands between two.
  ///
  /// Blocks are in order and cover neither text twice.
  public struct Block: Sendable, Equatable {
    /// UTF-8 bytes of the source.
    public var source: Range<Int>
    /// UTF-8 bytes of the translation.
    public var target: Range<Int>
    public var warnings: [Warning]

    public init(source: Range<Int>, target: Range<Int>, warnings: [Warning] = []) {
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
