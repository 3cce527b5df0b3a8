/// How far a file of a job has come.
public enum FileState: String, Sendable, Codable, CaseIterable {
  case waiting
  /// Being translated; in a job that nobody works on: interrupted.
  case working
  case done
  case failed
  /// No document: a picture, a program.
  case skipped
}
