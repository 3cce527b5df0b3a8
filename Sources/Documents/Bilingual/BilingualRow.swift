import Dragoman

/// A unit in both languages, as plain text.
public struct BilingualRow: Sendable, Equatable {
  /// Two stretches of the texts that are each other's translation.
  public struct Pair: Sendable, Hashable {
    public var source: String
    public var translation: String

    public init(source: String, translation: String) {
      self.source = source
      self.translation = translation
    }
  }

  /// Counted from 1.
  public var number: Int
  /// The unit's.
  public var id: String
  public var source: String
  public var translation: String
  /// A heading above, a key, a speaker.
  public var context: String?
  /// Which stretches became which; empty where that is not known.
  public var blocks: [TextTranslation.Block]

  public init(
    number: Int, id: String, source: String, translation: String, context: String? = nil,
    blocks: [TextTranslation.Block] = []
  ) {
    self.number = number
    self.id = id
    self.source = source
    self.translation = translation
    self.context = context
    self.blocks = blocks
  }

  /// The sentences that the engine tells apart, without what was only copied, as numbers and marks of lists; nil where
  /// it does not, so that the row is one pair.
  public var sentences: [Pair]? {
    guard !blocks.isEmpty else { return nil }
    let (from, to) = (Array(source.utf8), Array(translation.utf8))
    var pairs: [Pair] = []
    for block in blocks {
      guard block.source.upperBound <= from.count, block.target.upperBound <= to.count else { return nil }
      let pair = Pair(
        source: String(decoding: from[block.source], as: UTF8.self).trimmingSpaces,
        translation: String(decoding: to[block.target], as: UTF8.self).trimmingSpaces)
      // Between sentences stands what was copied.
      let isCopy = blocks.count > 1 && pair.source == pair.translation
      guard !isCopy, Translatability.isTranslatable(pair.source), !pair.translation.isEmpty else { continue }
      pairs.append(pair)
    }
    return pairs
  }
}
