import DragomanServer
import Foundation
import Testing

@Suite struct AccessControlTests {
  private static func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("access-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  private static func access(
    _ folder: URL, _ limits: AccessKey, month: @escaping @Sendable () -> String = { "2026-11" }
  ) throws -> (access: AccessControl, key: String) {
    var file = KeyFile()
    let key = try file.add(limits)
    try file.write(to: folder.appendingPathComponent("keys.yaml"))
    return (try open(folder, month: month), key)
  }

  private static func open(_ folder: URL, month: @escaping @Sendable () -> String) throws -> AccessControl {
    try AccessControl(
      keyFile: folder.appendingPathComponent("keys.yaml"),
      usageFile: folder.appendingPathComponent("usage.json"),
      characters: 1000, month: month)
  }

  private static func key(rate: Int? = nil, concurrency: Int? = nil, quota: Int? = nil) -> AccessKey {
    AccessKey(
      id: "k1", name: "Reading \"room\"", sha256: "", rate: rate, characters: 500, concurrency: concurrency,
      quota: quota)
  }

  @Test func knowsItsKeys() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (access, key) = try Self.access(folder, Self.key())
    #expect(access.needsKey)
    #expect(try await access.admit(key: key, peer: "p", characters: 5) { 7 } == 7)
    await #expect(throws: ServiceError.keyMissing) {
      try await access.admit(key: nil, peer: "p", characters: 1) {}
    }
    await #expect(throws: ServiceError.keyMissing) {
      try await access.admit(key: "", peer: "p", characters: 1) {}
    }
    await #expect(throws: ServiceError.keyUnknown) {
      try await access.admit(key: key + "x", peer: "p", characters: 1) {}
    }
    await #expect(throws: ServiceError.tooLarge(what: "characters", count: 501, limit: 500)) {
      try await access.admit(key: key, peer: "p", characters: 501) {}
    }
    let text = try String(contentsOf: folder.appendingPathComponent("keys.yaml"), encoding: .utf8)
    #expect(!text.contains(key))
    let read = try KeyFile(text, name: "keys.yaml").keys
    #expect(read.map(\.name) == ["Reading \"room\""] && read.map(\.characters) == [500])
  }

  @Test func limitsRates() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (access, key) = try Self.access(folder, Self.key(rate: 3))
    for _ in 0..<3 { try await access.admit(key: key, peer: "p", characters: 1) {} }
    do {
      try await access.admit(key: key, peer: "p", characters: 1) {}
      Issue.record("the fourth was let in")
    } catch ServiceError.tooMany(let wait) {
      #expect(wait > 15 && wait <= 20)
    }
    var bucket = TokenBucket(perMinute: 2, now: .now)
    let now = ContinuousClock.now
    #expect(bucket.take(now: now) == nil && bucket.take(now: now) == nil && bucket.take(now: now) != nil)
    #expect(bucket.take(now: now + .seconds(31)) == nil)
  }

  @Test func limitsWhatRunsAtOnce() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (access, key) = try Self.access(folder, Self.key(concurrency: 1))
    _ = try await access.admit(key: key, peer: "p", characters: 1) {
      await #expect(throws: ServiceError.tooMany(retryAfter: 1)) {
        try await access.admit(key: key, peer: "q", characters: 1) {}
      }
    }
    try await access.admit(key: key, peer: "p", characters: 1) {}
  }

  @Test func remembersQuotasOverRestarts() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (access, key) = try Self.access(folder, Self.key(quota: 100))
    try await access.admit(key: key, peer: "p", characters: 60) {}
    try await access.admit(key: key, peer: "p", characters: 30) {}
    access.save()
    let again = try Self.open(folder) { "2026-11" }
    #expect(try await again.usage(key: key, peer: "p") == (90, 100))
    await #expect(throws: ServiceError.quotaExceeded(limit: 100)) {
      try await again.admit(key: key, peer: "p", characters: 11) {}
    }
    try await again.admit(key: key, peer: "p", characters: 10) {}
    again.save()
    let next = try Self.open(folder) { "2026-12" }
    #expect(try await next.usage(key: key, peer: "p") == (0, 100))
    try Data("{".utf8).write(to: folder.appendingPathComponent("usage.json"))
    #expect(throws: ServerStartError.self) { try Self.open(folder) { "2026-12" } }
  }

  @Test func seesChangesOfItsFile() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (access, key) = try Self.access(folder, Self.key())
    try await Task.sleep(for: .seconds(1.1))
    try KeyFile().write(to: folder.appendingPathComponent("keys.yaml"))
    await #expect(throws: ServiceError.keyUnknown) {
      try await access.admit(key: key, peer: "p", characters: 1) {}
    }
  }

  @Test func letsEverybodyInWithoutKeys() async throws {
    let access = try AccessControl(keyFile: nil, usageFile: nil, characters: 10)
    #expect(!access.needsKey && access.characterLimit == 10)
    try await access.admit(key: nil, peer: "p", characters: 10) {}
    let limited = try AccessControl(
      keyFile: nil, usageFile: nil, characters: 10,
      anonymous: AccessKey(id: "-", name: "", sha256: "", rate: 1))
    try await limited.admit(key: nil, peer: "p", characters: 1) {}
    try await limited.admit(key: nil, peer: "q", characters: 1) {}
    await #expect(throws: ServiceError.self) {
      try await limited.admit(key: nil, peer: "p", characters: 1) {}
    }
  }

  @Test(arguments: [
    ("keys:\n  - id: a\n    sha256: zz\n", "keys.yaml, line 3", "sha256"),
    ("keys:\n  - id: a\n    rats: 3\n", "keys.yaml, line 3", "rats"),
    ("keys:\n  - name: a\n", "keys.yaml, line 2", "id"), ("keys: 3\n", "keys.yaml", "keys"),
  ])
  func saysWhereAFileIsWrong(text: String, place: String, field: String) throws {
    do {
      _ = try KeyFile(text, name: "keys.yaml")
      Issue.record("it was read")
    } catch let error as ConfigurationError {
      #expect(error.place == place && error.field == field)
    }
  }
}
