import Dragoman

/// What a request is to be translated by, before what the server has.
package struct KnowledgeRequest: Sendable {
  package enum Subject: Sendable, Equatable {
    case named(Domain)
    /// Told from what is to be translated.
    case auto
  }

  /// Terms that hold.
  package var glossaries: [Glossary] = []
  /// What it is about.
  package var domain: Subject?
  package var style: TextStyle?

  package init() {}
}
