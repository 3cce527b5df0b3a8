/// The ids that frame a sentence.
public struct SpecialTokens: Sendable, Equatable {
  /// The decoder's first input.
  public var start: Int32
  /// Ends a target sentence.
  public var end: Int32
  /// Stands for a piece that the vocabulary lacks.
  public var unknown: Int32
  /// Put before and after the source pieces, where the model wants them.
  public var sourceBegin: Int32?
  public var sourceEnd: Int32?
  /// What a translation never holds, such as padding.
  public var suppressed: [Int32]

  public init(
    start: Int32, end: Int32, unknown: Int32, sourceBegin: Int32? = nil, sourceEnd: Int32? = nil,
    suppressed: [Int32] = []
  ) {
    self.start = start
    self.end = end
    self.unknown = unknown
    self.sourceBegin = sourceBegin
    self.sourceEnd = sourceEnd
    self.suppressed = suppressed
  }
}
