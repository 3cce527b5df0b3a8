/// A language that a text may be in.
public struct DetectedLanguage: Sendable, Hashable {
  /// Chinese comes with its script, `zh-Hans` or `zh-Hant`, unless no character of the text tells them apart.
  public let language: LanguageTag
  /// From 0, a guess, to 1, no doubt.
  public let confidence: Double

  public init(language: LanguageTag, confidence: Double) {
    self.language = language
    self.confidence = confidence
  }
}
