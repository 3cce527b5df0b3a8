/// What a document holds, counted without translating it.
public struct DocumentSurvey: Sendable, Hashable, Codable {
  /// The format's name.
  public var format: String
  /// The extension of what would be written.
  public var fileExtension: String
  public var units: Int
  /// A Han character or a kana counts as a word.
  public var words: Int
  /// White space left out.
  public var characters: Int
}
