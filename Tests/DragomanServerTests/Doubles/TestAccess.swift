import DragomanServer
import Synchronization

/// Lets everyone in, or those with the key; counts.
final class TestAccess: AccessControlling {
  private let key: String?
  let characterLimit: Int
  /// What is thrown instead of working.
  private let refusal: ServiceError?
  private let counted = Mutex(0)

  init(key: String? = nil, characterLimit: Int = 10_000, refusal: ServiceError? = nil) {
    (self.key, self.characterLimit, self.refusal) = (key, characterLimit, refusal)
  }

  var needsKey: Bool { key != nil }
  var characters: Int { counted.withLock { $0 } }

  func admit<Result: Sendable>(
    key: String?, peer: String, characters: Int, _ work: @Sendable () async throws -> Result
  ) async throws -> Result {
    try check(key)
    if let refusal { throw refusal }
    guard characters <= characterLimit else {
      throw ServiceError.tooLarge(what: "characters", count: characters, limit: characterLimit)
    }
    counted.withLock { $0 += characters }
    return try await work()
  }

  func usage(key: String?, peer: String) async throws -> (characters: Int, limit: Int?) {
    try check(key)
    return (characters, needsKey ? 500_000 : nil)
  }

  private func check(_ key: String?) throws {
    guard let wanted = self.key else { return }
    guard let key else { throw ServiceError.keyMissing }
    guard key == wanted else { throw ServiceError.keyUnknown }
  }
}
