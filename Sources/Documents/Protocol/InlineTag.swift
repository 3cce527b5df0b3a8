/// Something inside a unit that is no text: half of a pair (bold, a link, run properties, an XLIFF `g` or `mrk`), or
/// standing alone (a footnote reference, a break, an image, an XLIFF `x`, `ph`, `bpt` or `ept`).
///
/// What it is made of stays with the format, under ``id``.
public struct InlineTag: Sendable, Hashable, Codable {
  public enum Role: String, Sendable, Codable {
    case opening
    case closing
    case standalone
  }

  /// Which neighbour a standalone tag goes with.
  public enum Hug: String, Sendable, Codable {
    /// Stays behind the word before it, as a footnote reference does.
    case before
    /// Stays before the word behind it, as an icon does.
    case after
  }

  /// The format's key. The halves of a pair share theirs; no other tag of the unit has it.
  public var id: Int
  public var role: Role
  /// In UTF-8 bytes of the unit's text, never inside a character.
  public var offset: Int
  /// For standalone tags and pairs around nothing.
  public var hug: Hug
  /// Tags that say so stay in their order, as the borders between subtitles must.
  public var keepsOrder: Bool
  /// A pair that must not come to stand inside another that says so, as links do not nest.
  public var keepsApart: Bool

  public init(
    id: Int, role: Role, offset: Int, hug: Hug = .before, keepsOrder: Bool = false,
    keepsApart: Bool = false
  ) {
    self.id = id
    self.role = role
    self.offset = offset
    self.hug = hug
    self.keepsOrder = keepsOrder
    self.keepsApart = keepsApart
  }
}
