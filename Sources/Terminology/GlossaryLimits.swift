/// What a glossary may be at most.
public struct GlossaryLimits: Sendable, Equatable {
  /// Bytes of the file.
  public var bytes = 512 << 20
  public var entries = 2_000_000
  /// Characters of one form.
  public var formCharacters = 500
  /// Forms of one entry in one language.
  public var forms = 50

  public init() {}
}
