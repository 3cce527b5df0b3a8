/// How the elements of any XML are taken.
public struct XMLTextOptions: Sendable, Hashable, Codable {
  /// Elements whose content stays as it is; they are part of the sentence around them.
  public var ignored: Set<String> = []
  /// Elements that end a sentence where they begin and end.
  public var splitting: Set<String> = []
  /// Elements that stand within a sentence, whatever the outline says.
  public var nonSplitting: Set<String> = []
  /// Which elements stand between texts and which within them is told from the document: one that has text beside it
  /// somewhere is within. Off, all elements but the splitting ones are within sentences.
  public var detectsOutline = true

  public init() {}
}
