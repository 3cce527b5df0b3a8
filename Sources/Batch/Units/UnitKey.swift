import Dragoman
import Foundation

/// A text to translate, whichever files it stands in.
struct UnitKey: Sendable, Hashable {
  let text: String
  /// The language that it is in, BCP 47.
  let language: String
  let digest: String

  init(_ text: String, from language: LanguageTag) throws {
    self.text = text
    self.language = language.code
    let hasher = try SHA256Hasher()
    try Data("\(language.code)\n\(text)".utf8).withUnsafeBytes(hasher.update)
    digest = try hasher.finish()
  }
}
