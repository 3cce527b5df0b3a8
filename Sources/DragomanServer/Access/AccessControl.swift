import Dragoman
import Foundation
import Synchronization

/// Keys with their rates and quotas, or the same for everybody's address where there are no keys.
package final class AccessControl: AccessControlling {
  private struct Client {
    var bucket: TokenBucket?
    var running = 0
  }

  private struct State {
    var keys: [AccessKey]
    var modified: Date?
    var checked: ContinuousClock.Instant
    var clients: [String: Client] = [:]
    var usage: UsageCounter
    var isSaving = false
  }

  private let keyFile: URL?
  private let anonymous: AccessKey
  private let defaultCharacters: Int
  private let month: @Sendable () -> String
  private let state: Mutex<State>

  /// - Parameters:
  ///   - keyFile: without it everybody is let in.
  ///   - usageFile: where used characters are kept; nowhere without it.
  ///   - characters: the most in a request, where a key says nothing else.
  ///   - anonymous: the limits of an address without keys.
  /// - Throws: ``ConfigurationError``, ``ServerStartError``
  package init(
    keyFile: URL?, usageFile: URL?, characters: Int,
    anonymous: AccessKey = AccessKey(id: "-", name: "", sha256: ""),
    month: @escaping @Sendable () -> String = AccessControl.currentMonth
  ) throws {
    (self.keyFile, self.anonymous, defaultCharacters, self.month) = (keyFile, anonymous, characters, month)
    var keys: [AccessKey] = []
    if let keyFile {
      do {
        keys = try KeyFile(at: keyFile).keys
      } catch let error as ConfigurationError {
        throw error
      } catch {
        throw ServerStartError.file(path: keyFile.path, reason: error.localizedDescription)
      }
    }
    state = Mutex(
      State(
        keys: keys, modified: keyFile.flatMap(Self.modified), checked: .now,
        usage: try UsageCounter(file: usageFile, month: month())))
  }

  package var needsKey: Bool { keyFile != nil }
  package var characterLimit: Int { defaultCharacters }

  package func admit<Result: Sendable>(
    key: String?, peer: String, characters: Int, _ work: @Sendable () async throws -> Result
  ) async throws -> Result {
    let known = try identify(key)
    let client = known.id == anonymous.id ? "peer \(peer)" : known.id
    try enter(client, known, characters)
    defer { leave(client) }
    saveSoon()
    RequestTrace.current?.admitted(keyID: known.id, characters: characters)
    return try await work()
  }

  package func usage(key: String?, peer: String) async throws -> (characters: Int, limit: Int?) {
    let known = try identify(key)
    let client = known.id == anonymous.id ? "peer \(peer)" : known.id
    let month = month()
    return (state.withLock { $0.usage.used(client, month: month) }, known.quota)
  }

  /// Writes what is not in the file yet.
  package func save() {
    state.withLock { $0.usage.write() }
  }

  /// What the last requests before a pause have used is in the file soon, too.
  private func saveSoon() {
    let begins = state.withLock { state in
      guard state.usage.isDirty, !state.isSaving else { return false }
      state.isSaving = true
      return true
    }
    guard begins else { return }
    Task { [weak self] in
      try? await Task.sleep(for: .seconds(1))
      self?.state.withLock { state in
        state.isSaving = false
        state.usage.write()
      }
    }
  }

  /// `2026-11`
  @Sendable package static func currentMonth() -> String {
    String(Date().ISO8601Format().prefix(7))
  }

  private func identify(_ key: String?) throws -> AccessKey {
    guard needsKey else { return anonymous }
    guard let key, !key.isEmpty else { throw ServiceError.keyMissing }
    guard let hash = try? SecretDigest.of(key) else {
      throw ServiceError.failed(reason: "the key cannot be hashed")
    }
    let keys = state.withLock { state in
      reload(&state)
      return state.keys
    }
    // Every key is compared to its end, so that time tells nothing of how near a guess was.
    let found = keys.reduce(nil as AccessKey?) { SecretDigest.isEqual($1.sha256, hash) ? $1 : $0 }
    guard let found else { throw ServiceError.keyUnknown }
    return found
  }

  private func enter(_ client: String, _ key: AccessKey, _ characters: Int) throws {
    let limit = key.characters ?? defaultCharacters
    guard characters <= limit else {
      throw ServiceError.tooLarge(what: "characters", count: characters, limit: limit)
    }
    let (now, month) = (ContinuousClock.now, month())
    try state.withLock { state in
      var entry =
        state.clients[client] ?? Client(bucket: key.rate.map { TokenBucket(perMinute: $0, now: now) })
      defer { state.clients[client] = entry }
      if let concurrency = key.concurrency, entry.running >= concurrency {
        throw ServiceError.tooMany(retryAfter: 1)
      }
      if let quota = key.quota, state.usage.used(client, month: month) + characters > quota {
        throw ServiceError.quotaExceeded(limit: quota)
      }
      if let wait = entry.bucket?.take(now: now) { throw ServiceError.tooMany(retryAfter: wait) }
      entry.running += 1
      // Addresses without keys have no quota by default, and there is no end of them.
      if key.id != anonymous.id || key.quota != nil {
        state.usage.add(characters, to: client, month: month)
      }
    }
  }

  private func leave(_ client: String) {
    state.withLock { state in
      guard var entry = state.clients[client] else { return }
      entry.running -= 1
      let isIdle = entry.running == 0 && (entry.bucket?.isFull(now: .now) ?? true)
      state.clients[client] = isIdle ? nil : entry
      // Buckets of those who do not come again fill up by themselves.
      if state.clients.count > 10_000 {
        state.clients = state.clients.filter { $1.running > 0 || $1.bucket?.isFull(now: .now) == false }
      }
    }
  }

  /// Keys that were added or removed count within a second. A file that cannot be read changes nothing.
  private func reload(_ state: inout State) {
    guard let keyFile, state.checked.duration(to: .now) >= .seconds(1) else { return }
    state.checked = .now
    let modified = Self.modified(keyFile)
    guard modified != state.modified, let file = try? KeyFile(at: keyFile) else { return }
    // New limits begin with new buckets.
    for key in file.keys where state.keys.first(where: { $0.id == key.id })?.rate != key.rate {
      state.clients[key.id]?.bucket = key.rate.map { TokenBucket(perMinute: $0, now: .now) }
    }
    (state.keys, state.modified) = (file.keys, modified)
  }

  private static func modified(_ url: URL) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: url.path))?[.modificationDate] as? Date
  }
}

extension ServerConfiguration {
  /// Who may do how much, by these settings.
  ///
  /// - Throws: ``ConfigurationError``, ``ServerStartError``
  package func accessControl() throws -> AccessControl {
    let usage = usageFile ?? keys.map { $0 + ".usage.json" }
    return try AccessControl(
      keyFile: keys.map { URL(fileURLWithPath: $0) }, usageFile: usage.map { URL(fileURLWithPath: $0) },
      characters: requestCharacters)
  }
}
