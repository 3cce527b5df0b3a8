import Dragoman
import Foundation

/// A glossary that a client has made: how terms are to be said.
package struct StoredGlossary: Sendable, Equatable, Codable {
  package struct Entry: Sendable, Equatable, Codable {
    package var source: String
    package var target: String

    package init(source: String, target: String) {
      (self.source, self.target) = (source, target)
    }
  }

  package var id: String
  /// Whose it is; nil where no keys are needed.
  package var owner: String?
  package var name: String
  package var source: LanguageTag
  package var target: LanguageTag
  package var made: Date
  package var entries: [Entry]

  package init(
    id: String, owner: String?, name: String, source: LanguageTag, target: LanguageTag, made: Date,
    entries: [Entry]
  ) {
    (self.id, self.owner, self.name) = (id, owner, name)
    (self.source, self.target, self.made, self.entries) = (source, target, made, entries)
  }

  /// What holds of it in translations.
  var terms: Glossary {
    Glossary(
      entries.map {
        GlossaryEntry(forms: [source: [$0.source], target: [$0.target]], status: .required)
      })
  }
}
