/// How far a call has come.
public struct TranslationProgress: Sendable, Equatable {
  public var completedSentences: Int
  public var totalSentences: Int
}
