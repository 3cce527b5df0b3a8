/// What is held against a match.
public struct MemoryPenalties: Sendable, Equatable {
  /// A machine made the translation and nobody has said that it is good.
  public var machineMade = 0.05
  /// It is another project's.
  public var otherProject = 0.02
  /// The same text has other translations, and the context does not say which is meant.
  public var ambiguous = 0.01

  public init() {}
}
