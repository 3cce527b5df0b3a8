import Dragoman
import Live

/// Glossaries that clients have made, for their live sessions.
struct ClientGlossaries: GlossaryFinding {
  let service: TranslationService
  /// Whether a glossary is its maker's alone.
  let needsKey: Bool

  func glossary(_ name: String, key: String?) async throws -> Glossary? {
    let owner = needsKey ? try key.map(SecretDigest.of) : nil
    return try await service.glossaries.glossary(name, owner: owner).map(service.terms)
  }
}
