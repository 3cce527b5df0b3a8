import Dragoman
import Foundation

/// A text to translate, whichever files it stands in.
struct UnitKey: Sendable, Hashable {
  let text: String
  /// The language that it is in, BCP 47.
  let language: String
  let digest: String

  /// - Parameter terms: what its document calls things, where that is given.
  init(_ text: String, from language: LanguageTag, terms: Glossary? = nil) throws {
    self.text = text
    self.language = language.code
    let hasher = try SHA256Hasher()
    let given = terms.flatMap { Glossary.digest(of: [$0]) }.map { "\n\($0)" } ?? ""
    try Data("\(language.code)\(given)\n\(text)".utf8).withUnsafeBytes(hasher.update)
    digest = try hasher.finish()
  }
}
