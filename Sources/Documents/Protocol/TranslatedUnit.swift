import Dragoman

/// A unit's translation, on its way back into the document.
public struct TranslatedUnit: Sendable, Hashable, Codable {
  /// The unit's own.
  public var id: String
  public var text: String
  /// Every tag of the unit, in the order to write them; offsets are those of ``text``.
  public var tags: [InlineTag]
  /// Text and tags are the source's: the format writes the source's bytes.
  public var isUnchanged: Bool
  /// For units that ask for it by ``DocumentUnit/needsAlignment``.
  public var alignment: Alignment?

  public init(id: String, text: String, tags: [InlineTag]) {
    self.id = id
    self.text = text
    self.tags = tags
    isUnchanged = false
  }

  public init(unchanged unit: DocumentUnit) {
    id = unit.id
    text = unit.text
    tags = unit.tags
    isUnchanged = true
  }
}

extension TranslatedUnit {
  /// A stretch of the text, or a tag.
  public enum Piece: Sendable, Hashable {
    case text(String)
    case tag(InlineTag)
  }

  /// Text and tags in the order to write them; offsets outside of the text go to its ends.
  public var pieces: [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var position = 0
    for tag in tags {
      let offset = min(max(tag.offset, position), bytes.count)
      if offset > position {
        pieces.append(.text(String(decoding: bytes[position..<offset], as: UTF8.self)))
        position = offset
      }
      pieces.append(.tag(tag))
    }
    if position < bytes.count { pieces.append(.text(String(decoding: bytes[position...], as: UTF8.self))) }
    return pieces
  }
}
