/// Why a file was not translated.
public struct FileFailure: Error, Sendable, Equatable, Codable {
  /// To stand behind the file's name.
  public var message: String
  /// What to do about it.
  public var advice: String?

  public init(message: String, advice: String? = nil) {
    self.message = message
    self.advice = advice
  }
}
