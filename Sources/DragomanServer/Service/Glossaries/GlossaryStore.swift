/// Keeps the glossaries that clients make.
package protocol GlossaryStore: Sendable {
  /// - Throws: ``ServiceError/tooLarge(what:count:limit:)`` when the owner has too many already.
  func add(_ glossary: StoredGlossary) async throws

  /// nil where there is none of that id, or it is another's.
  func glossary(_ id: String, owner: String?) async throws -> StoredGlossary?

  /// In the order in which they were made.
  func glossaries(owner: String?) async throws -> [StoredGlossary]

  /// - Returns: whether there was one.
  func remove(_ id: String, owner: String?) async throws -> Bool
}

/// What glossaries may be at most.
package enum GlossaryLimits {
  package static let perOwner = 1_000
  package static let entries = 50_000
  /// UTF-8 bytes of all entries together.
  package static let bytes = 10 << 20
  /// UTF-8 bytes of a name or term.
  package static let text = 1_024
}
