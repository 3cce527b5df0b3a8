/// How far a job has come.
public struct BatchProgress: Sendable, Equatable {
  /// Files to translate; those that are no documents do not count.
  public var files = 0
  public var completedFiles = 0
  public var failedFiles = 0
  public var units = 0
  public var completedUnits = 0
  public var words = 0
  public var completedWords = 0
  /// Of the last minute; nil in the first seconds.
  public var wordsPerSecond: Double?

  /// Until all is done at this rate; nil while that is unknown.
  public var secondsLeft: Double? {
    wordsPerSecond.flatMap { $0 > 0 ? Double(max(0, words - completedWords)) / $0 : nil }
  }
}
