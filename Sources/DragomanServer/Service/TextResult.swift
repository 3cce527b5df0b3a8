import Dragoman

/// One text of a request in its new language.
package struct TextResult: Sendable {
  package var text: String
  /// As asked for, or as detected.
  package var from: LanguageTag
  package var to: LanguageTag
  /// What it was held to be about, where that was asked.
  package var domain: Domain?
  /// What the text was taken for, where its language was not given. Confidence 0 means that it has no words.
  package var detected: DetectedLanguage?
  /// The models' names; empty where the text was copied.
  package var route: [String] = []
  /// Of plain text; empty for texts with tags.
  package var sentences: [SentenceTranslation] = []
  /// Further translations of the whole text, likeliest first.
  package var alternatives: [String] = []
}
