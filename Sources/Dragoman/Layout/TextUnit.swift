/// A piece of a plain text that is to be translated, without the layout around it.
public struct TextUnit: Sendable, Hashable {
  /// What is to be translated: 背景 for a heading 背　景, one line for a paragraph that was hard-wrapped.
  public let text: String
  /// The same as it stands in the input.
  public let original: String
  /// The line it begins on, counted from 1.
  public let line: Int
}
