import Dragoman
import Foundation
import Testing

@Suite struct HostileArchiveTests {
  let folder: TemporaryFolder
  let store: ModelStore

  init() throws {
    folder = try TemporaryFolder()
    var limits = ArchiveLimits()
    limits.maximumEntries = 100
    limits.freeBytes = 1 << 20
    store = ModelStore(
      home: folder.url.appendingPathComponent("home"), catalogue: ModelCatalogue(entries: []),
      environment: [:], limits: limits, converter: StandInConverter())
  }

  private func install(
    _ format: ArchiveBuilder.Format, _ extra: [ArchiveBuilder.Entry]
  ) async throws -> ModelStoreError? {
    let url = folder.url.appendingPathComponent("hostile.archive")
    try? FileManager.default.removeItem(at: url)
    try ArchiveBuilder.write(format, to: url, SyntheticModel.entries + extra)
    return await #expect(throws: ModelStoreError.self) { try await store.install(path: url) }
  }

  @Test(arguments: [
    "../outside", "translate-aa_bb-1_0/../../outside", "/absolute", "a/./b", "a\\b",
    "translate-aa_bb-1_0/..", "deep" + String(repeating: "/d", count: 40),
  ])
  func pathsThatLeaveTheirFolder(path: String) async throws {
    // Zip readers take a backslash for a slash, as old zip writers mean it.
    let formats: [ArchiveBuilder.Format] = path.contains("\\") ? [.tarGzip] : [.zip, .tarGzip]
    for format in formats {
      let error = try await install(format, [.file(path, [1])])
      guard case .unsafeArchiveEntry = error else {
        Issue.record("\(path): \(String(describing: error))")
        continue
      }
    }
    #expect(folder.files() == ["home/lock", "hostile.archive"])
  }

  @Test func linksAndDevices() async throws {
    let entries: [ArchiveBuilder.Entry] = [
      .symbolicLink("translate-aa_bb-1_0/link", to: "/etc/passwd"),
      .hardLink("translate-aa_bb-1_0/hard", to: "translate-aa_bb-1_0/metadata.json"),
      .device("translate-aa_bb-1_0/device"),
    ]
    for entry in entries {
      let error = try await install(.tar, [entry])
      guard case .unsafeArchiveEntry = error else {
        Issue.record("\(entry): \(String(describing: error))")
        continue
      }
    }
  }

  @Test(arguments: [ArchiveBuilder.Format.zip, .tarGzip])
  func bombsAreStoppedEarly(format: ArchiveBuilder.Format) async throws {
    let zeros = [UInt8](repeating: 0, count: 64 << 20)
    // Under a name that would be kept, and under one that would be passed over.
    for name in ["translate-aa_bb-1_0/zeros", "translate-aa_bb-1_0/stanza/zeros"] {
      let error = try await install(format, [.file(name, zeros)])
      guard case .archiveTooLarge = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
    }
  }

  @Test func layersOfCompression() async throws {
    let error = try await install(.tarGzipTwice, [])
    guard case .archiveTooLarge = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func tooManyEntries() async throws {
    let error = try await install(.zip, (0..<200).map { .file("x/\($0)", []) })
    guard case .archiveTooLarge = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func theSameFileTwice() async throws {
    let error = try await install(.tar, [.file("translate-aa_bb-1_0/metadata.json", [1])])
    guard case .damagedArchive = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// Cut or flipped anywhere, an archive is refused or gives exactly the true files.
  @Test(arguments: [ArchiveBuilder.Format.zip, .tarGzip])
  func damageAnywhere(format: ArchiveBuilder.Format) async throws {
    let url = folder.url.appendingPathComponent("whole.archive")
    try ArchiveBuilder.write(format, to: url, SyntheticModel.entries)
    let whole = [UInt8](try Data(contentsOf: url))
    let truth = Set(
      try SyntheticModel.files.map { try SyntheticModel.record($0.path, $0.content).sha256 })
    for round in 0..<60 {
      var bytes = whole
      let place = (round * 7919 * 31) % whole.count
      if round % 3 == 0 { bytes.removeLast(whole.count - place) } else { bytes[place] ^= 0x41 }
      let damaged = try folder.write("damaged-en-fr.zip", bytes)
      do {
        let model = try await store.install(
          path: damaged, options: LocalModelOptions(replacing: true))
        let weights = model.manifest.original?.files.first { $0.path.hasSuffix("model.bin") }
        #expect(weights.map { truth.contains($0.sha256) } == true, "round \(round)")
      } catch is ModelStoreError {}
    }
  }
}
