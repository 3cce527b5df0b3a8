/// Target ids as text, and what each of them wrote.
public struct DecodedText: Sendable, Equatable {
  public var text: String
  /// For each id its UTF-8 bytes of `text`, the space before a word included; empty where it wrote nothing.
  /// The last id of a character that was spelt byte by byte has the character.
  public var ranges: [Range<Int>]

  public init(text: String, ranges: [Range<Int>]) {
    self.text = text
    self.ranges = ranges
  }
}
