import Dragoman

/// Where glossaries are that a session's configuration names.
public protocol GlossaryFinding: Sendable {
  /// - Parameter key: the client's.
  /// - Returns: nil where there is none of that name, or it is another client's.
  func glossary(_ name: String, key: String?) async throws -> Glossary?
}
