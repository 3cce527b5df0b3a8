import Dragoman
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite struct BundledInstallTests {
  private func failure(_ model: BundledModel) async -> ModelStoreError? {
    let error = await #expect(throws: ModelStoreError.self) {
      try await model.store.install(id: "upper-lower")
    }
    #expect(model.store.inventory().models.isEmpty && model.store.inventory().damaged.isEmpty)
    #expect(model.folder.files(below: "home/staging").isEmpty)
    return error
  }

  /// What is wrong with the piece at `index`; nil when the error says something else.
  private func damage(_ model: BundledModel, _ index: Int) async -> String? {
    guard case .damagedBundle(model.path(index), let reason)? = await failure(model) else { return nil }
    return reason
  }

  @Test func theFilesComeOutOfThePieces() async throws {
    let bundled = try BundledModel()
    #expect(bundled.source.pieces.count == 5)
    let model = try await bundled.store.install(from: "aa", to: "bb")
    #expect(try StandInConverter.document(of: model).files == SyntheticModel.hashes)
    #expect(model.manifest.files.map(\.path) == ["README.md", "model.dragoman"])
    #expect(model.manifest.original?.format == "ctranslate2" && model.manifest.source.contains("aa-bb"))
    #expect(bundled.folder.files(below: "home/staging").isEmpty)
    #expect(try await bundled.store.verify(id: model.id).isIntact)
    #expect(bundled.store.catalogue.entry(id: model.id)?.downloadSize == 0)
  }

  @Test func theFilesOfBeforeAreKeptWhereAskedFor() async throws {
    let bundled = try BundledModel()
    let model = try await bundled.store.install(id: "upper-lower", keepingOriginal: true)
    let kept = Set(bundled.folder.files(below: "home/models/\(model.id)/original"))
    #expect(kept.isSuperset(of: ["model/model.bin", "sentencepiece.model"]))
  }

  @Test func progressCountsEveryByteOnce() async throws {
    let bundled = try BundledModel()
    let log = ProgressLog()
    _ = try await bundled.store.install(id: "upper-lower") { log.add($0) }
    let total = bundled.source.pieces.reduce(0) { $0 + $1.size }
    // The own file is verified when it is made.
    let verifying = log.all.prefix { $0.stage != .unpacking }.filter { $0.stage == .verifying }
    #expect(verifying.map(\.completedBytes).max() == total)
    #expect(zip(verifying, verifying.dropFirst()).allSatisfy { $0.completedBytes <= $1.completedBytes })
    #expect(!log.all.contains { $0.stage == .downloading })
  }

  @Test func aMissingPieceIsNamed() async throws {
    let bundled = try BundledModel()
    try FileManager.default.removeItem(atPath: bundled.path(3))
    #expect(try #require(await damage(bundled, 3)).contains("does not exist"))
  }

  @Test(arguments: [0, 4]) func aChangedByteIsNoticed(piece: Int) async throws {
    let bundled = try BundledModel()
    // The archive's last bytes are its directory, which unpacking does not read.
    try bundled.rewrite(piece) { $0[$0.count - 3] ^= 1 }
    #expect(try #require(await damage(bundled, piece)).contains("sha256"))
    #expect(bundled.converter.calls == 0)
  }

  @Test func aPieceTooShortOrTooLongIsRefused() async throws {
    let short = try BundledModel()
    try short.rewrite(1) { $0.removeLast() }
    #expect(try #require(await damage(short, 1)).contains("69999 bytes"))
    let long = try BundledModel()
    try long.rewrite(2) { $0.append(0) }
    #expect(try #require(await damage(long, 2)).contains("70001 bytes"))
  }

  @Test func aPieceThatIsAFolderIsRefused() async throws {
    let bundled = try BundledModel()
    try FileManager.default.removeItem(atPath: bundled.path(0))
    try bundled.folder.write("models/aa-bb/\(BundledModel.name(0))/x", [])
    #expect(await damage(bundled, 0) != nil)
  }

  @Test func piecesInAnotherOrderAreNoArchive() async throws {
    let bundled = try BundledModel { $0.pieces.swapAt(0, 1) }
    switch await failure(bundled) {
    case .damagedArchive, .missingFile: break
    case let error: Issue.record("\(String(describing: error))")
    }
  }

  @Test func whereThereIsNoBundleThePlacesAreNamed() async throws {
    let bundled = try BundledModel(isFound: false)
    let error = try #require(await failure(bundled))
    #expect(
      error == .bundleNotFound(folder: "aa-bb", searched: [bundled.folder.path + "/elsewhere/aa-bb"]))
    #expect(error.message.contains("elsewhere/aa-bb"))
    #expect(error.nextStep?.contains("DRAGOMAN_BUNDLED_MODELS") == true)
  }

  @Test func theProgramsFolderComesFirstUnlessItsPiecesAreOld() throws {
    let bundled = try BundledModel()
    let program = bundled.folder.path + "/program"
    let copy = "program/dragoman_BundledModels.resources/aa-bb"
    let models = bundled.folder.path + "/models"
    let finder = BundleFinder(environment: [:], programFolder: program, sourceFolder: models)
    #expect(try finder.folder(of: bundled.source) == models + "/aa-bb")
    for piece in bundled.source.pieces {
      try bundled.folder.write(
        "\(copy)/\(piece.path)", [UInt8](repeating: 0, count: Int(piece.size)))
    }
    #expect(try finder.folder(of: bundled.source) == bundled.folder.path + "/" + copy)
    try bundled.folder.write("\(copy)/\(BundledModel.name(0))", [1])
    #expect(try finder.folder(of: bundled.source) == models + "/aa-bb")
    let alone = BundleFinder(environment: [:], programFolder: program, sourceFolder: "/nowhere")
    #expect(try alone.folder(of: bundled.source) == bundled.folder.path + "/" + copy)
    let none = BundleFinder(environment: [:], programFolder: nil, sourceFolder: "/nowhere")
    #expect(throws: ModelStoreError.bundleNotFound(folder: "aa-bb", searched: ["/nowhere/aa-bb"])) {
      try none.folder(of: bundled.source)
    }
  }

  @Test(arguments: [ModelStoreProgress.Stage.verifying, .unpacking])
  func cancelledItLeavesNothingAndCanBeRepeated(stage: ModelStoreProgress.Stage) async throws {
    let bundled = try BundledModel()
    let running = RunningTask()
    let store = bundled.store
    running.set(
      Task {
        _ = try await store.install(id: "upper-lower") { if $0.stage == stage { running.cancel() } }
      })
    await #expect(throws: CancellationError.self) { try await running.wait() }
    #expect(bundled.folder.files(below: "home/staging").isEmpty && store.inventory().models.isEmpty)
    _ = try await store.install(id: "upper-lower")
    #expect(try await store.verify(id: "upper-lower").isIntact)
  }

  @Test func whatAKilledProcessLeftIsSweptAway() async throws {
    let bundled = try BundledModel()
    try bundled.folder.write("home/staging/fetched/model/model.bin", [1, 2])
    try bundled.folder.write("home/staging/tree/model.dragoman", [1, 2])
    let model = try await bundled.store.install(id: "upper-lower")
    #expect(try StandInConverter.document(of: model).files == SyntheticModel.hashes)
  }

  @Test func thePiecesOfTheBuiltInCatalogueAreThere() async throws {
    let folder = try TemporaryFolder()
    let store = ModelStore(
      home: folder.url, catalogue: try .builtIn(), environment: [:], converter: StandInConverter())
    let bundled = store.catalogue.entries.filter {
      if case .bundled? = $0.sources.first { true } else { false }
    }
    #expect(bundled.contains { $0.id == "dragoman-en-zh" })
    for entry in bundled {
      #expect(try await store.install(id: entry.id).from == entry.from)
    }
  }
}

/// A task that its own progress cancels.
private final class RunningTask: Sendable {
  private let task = Mutex<Task<Void, any Error>?>(nil)

  func set(_ task: Task<Void, any Error>) { self.task.withLock { $0 = task } }

  /// The first report may come before the task is known here.
  func cancel() {
    while task.withLock({ $0 }) == nil { usleep(1_000) }
    task.withLock { $0?.cancel() }
  }

  func wait() async throws { try await task.withLock { $0 }?.value }
}
