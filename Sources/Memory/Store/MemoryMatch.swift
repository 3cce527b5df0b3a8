/// A unit that a memory has for a text, or for one like it.
public struct MemoryMatch: Sendable, Equatable {
  public var unit: MemoryUnit
  /// How alike the texts are, 0...1, before penalties; 1 for the same text.
  public var similarity: Double
  /// Whether the text is the same, to the letter; white space may differ.
  public var isExact: Bool
  /// Whether the text before is the same, too.
  public var hasSameContext: Bool
}
