import Dragoman
import DragomanServer
import Foundation
import Testing

@Suite struct GlossaryStoreTests {
  private func glossary(_ id: String, owner: String? = nil) throws -> StoredGlossary {
    StoredGlossary(
      id: id, owner: owner, name: "n-\(id)", source: .english, target: try LanguageTag("fr"),
      made: Date(timeIntervalSince1970: 1_700_000_000.25),
      entries: [.init(source: "tea", target: "thé"), .init(source: "cup", target: "tasse")])
  }

  private func exercise(_ store: any GlossaryStore) async throws {
    let (first, second) = (try glossary("a"), try glossary("b", owner: "o"))
    try await store.add(first)
    try await store.add(second)
    #expect(try await store.glossary("a", owner: nil) == first)
    #expect(try await store.glossary("b", owner: nil) == nil)
    #expect(try await store.glossary("b", owner: "o") == second)
    #expect(try await store.glossaries(owner: nil) == [first])
    #expect(try await store.remove("b", owner: nil) == false)
    #expect(try await store.remove("b", owner: "o"))
    #expect(try await store.glossaries(owner: "o").isEmpty)
  }

  @Test func `memory keeps them by owner`() async throws { try await exercise(MemoryGlossaryStore()) }

  @Test func `a database keeps them by owner, and beyond its end`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "glossaries-\(RandomName.make())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("glossaries.sqlite").path
    try await exercise(try DatabaseGlossaryStore(path: path))
    #expect(try await DatabaseGlossaryStore(path: path).glossaries(owner: nil) == [try glossary("a")])
    let other = folder.appendingPathComponent("other.sqlite")
    try Data(
      "no database, but text that is long enough to be read as one, were it not for its beginning".utf8
    )
    .write(to: other)
    #expect(throws: ServiceError.self) { try DatabaseGlossaryStore(path: other.path) }
  }
}
