import Dragoman
import Foundation
import TestSupport
import Testing

@Suite struct CatalogueInstallTests {
  @Test func everyFileArrivesAndNothingElse() async throws {
    let registry = try StandInRegistry(.deliver)
    let model = try await registry.store.install(id: "upper-lower")
    let document = try StandInConverter.document(of: model)
    #expect(document.files == (try SyntheticModel.hashes))
    #expect(document.name == registry.entry.name && document.from == "aa" && document.to == "bb")
    #expect(document.licence == "CC0-1.0")
    #expect(
      registry.folder.files(below: "home/models/upper-lower")
        == ["README.md", "manifest.json", "model.dragoman"])
    #expect(model.manifest.files.map(\.path) == ["README.md", "model.dragoman"])
    #expect(model.manifest.format == "dragoman" && model.manifest.quantisation == "int8")
    #expect(
      model.manifest.original == ModelOrigin(format: "ctranslate2", files: registry.entry.files))
    #expect(registry.folder.files(below: "home/staging").isEmpty)
    #expect(registry.folder.files(below: "home/cache").isEmpty)
    #expect(model.manifest.attribution == "Nobody")
    #expect(try await registry.store.verify(id: model.id).isIntact)
    #expect(registry.store.installedModels() == [try registry.store.installedModel(id: model.id)])
  }

  @Test func pipIsAskedForTheExactContent() async throws {
    let registry = try StandInRegistry(.deliver)
    _ = try await registry.store.install(from: "aa-Latn", to: "bb")
    let call = try #require(registry.calls.first)
    #expect(call.contains("--no-deps") && call.contains("--no-binary letters"))
    guard case .pip(let source) = registry.entry.sources[1] else { throw CancellationError() }
    #expect(registry.lines("requirements") == ["letters==1.0 --hash=sha256:\(source.archive.sha256)"])
  }

  @Test func aWheelForAnotherMachineIsAskedForAsSuch() async throws {
    let registry = try StandInRegistry(.deliver) { entry in
      guard case .pip(var source) = entry.sources[1] else { return }
      source.package.distribution = .wheel
      source.package.platform = "manylinux2014_x86_64"
      source.package.python = "3.8"
      entry.sources = [.pip(source)]
    }
    _ = try await registry.store.install(id: "upper-lower")
    let call = try #require(registry.calls.first)
    #expect(call.contains("--only-binary :all: --platform manylinux2014_x86_64 --python-version 3.8"))
  }

  @Test func theDownloadIsTakenAsSoonAsItIsComplete() async throws {
    let registry = try StandInRegistry(.downloadThenHang)
    let started = ContinuousClock.now
    _ = try await registry.store.install(id: "upper-lower")
    #expect(ContinuousClock.now - started < .seconds(500))
    #expect(try await eventually { !registry.hasRunningChild })
  }

  @Test func anInstalledModelNeedsNoNetwork() async throws {
    let registry = try StandInRegistry(.deliver)
    let first = try await registry.store.install(id: "upper-lower")
    try registry.become(.fail)
    let second = try await registry.store.install(id: "upper-lower")
    #expect(second.manifest.id == first.manifest.id)
    #expect(registry.calls.count == 1)
  }

  @Test func aFinishedDownloadIsNotRepeated() async throws {
    let registry = try StandInRegistry(.fail)
    let content = [UInt8](try Data(contentsOf: registry.archive))
    try registry.folder.write("home/cache/letters-1.0.tar.gz", content)
    // What a killed process may leave behind.
    try registry.folder.write("home/staging/tree/model.dragoman", [1, 2])
    try registry.folder.write("home/staging/fetched/model/model.bin", [1, 2])
    try registry.folder.write("home/staging/inner/model.argosmodel", [3])
    _ = try await registry.store.install(id: "upper-lower")
    #expect(registry.calls.isEmpty)
    #expect(try await registry.store.verify(id: "upper-lower").isIntact)
  }

  @Test(arguments: [true, false])
  func aDamagedDownloadIsFetchedAgain(truncated: Bool) async throws {
    let registry = try StandInRegistry(.deliver)
    var content = [UInt8](try Data(contentsOf: registry.archive))
    if truncated { content.removeLast(100) } else { content[content.count / 2] ^= 1 }
    try registry.folder.write("home/cache/letters-1.0.tar.gz", content)
    _ = try await registry.store.install(id: "upper-lower")
    #expect(registry.calls.count == 1)
  }

  @Test func wrongBytesAreRefused() async throws {
    let registry = try StandInRegistry(.deliverWrongBytes)
    let error = await #expect(throws: ModelStoreError.self) {
      try await registry.store.install(id: "upper-lower")
    }
    guard case .checksumMismatch(let path, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path.hasSuffix("letters-1.0.tar.gz"))
    #expect(registry.store.installedModels().isEmpty)
    #expect(registry.folder.files(below: "home/cache").isEmpty)
  }

  @Test func aFileThatDiffersFromItsRecordIsRefused() async throws {
    let registry = try StandInRegistry(.deliver) { entry in
      entry.files[2].sha256 = String(repeating: "0", count: 64)
    }
    let error = await #expect(throws: ModelStoreError.self) {
      try await registry.store.install(id: "upper-lower")
    }
    guard case .checksumMismatch("model/shared_vocabulary.json", _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(registry.store.inventory().damaged.isEmpty)
    #expect(registry.folder.files(below: "home/models").isEmpty)
  }

  @Test func aMissingFileIsNamed() async throws {
    let registry = try StandInRegistry(.deliver) { entry in
      entry.files[0].path = "model/weights.bin"
    }
    let error = await #expect(throws: ModelStoreError.self) {
      try await registry.store.install(id: "upper-lower")
    }
    guard case .missingFile("model/weights.bin", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func pipsOwnErrorIsTold() async throws {
    let registry = try StandInRegistry(.fail)
    await #expect(
      throws: ModelStoreError.downloadFailed(
        package: "letters 1.0", reason: "no matching distribution")
    ) { try await registry.store.install(id: "upper-lower") }
    try registry.become(.deliverNothing)
    await #expect(throws: ModelStoreError.self) {
      try await registry.store.install(id: "upper-lower")
    }
  }

  @Test func aMissingPipIsToldWithTheNextStep() async throws {
    let registry = try StandInRegistry(.deliver)
    try FileManager.default.removeItem(atPath: registry.folder.path + "/bin/pip")
    let error = await #expect(throws: ModelStoreError.pipNotFound) {
      try await registry.store.install(id: "upper-lower")
    }
    #expect(error?.nextStep?.contains("python3-pip") == true)
  }

  @Test func aDiskWithoutRoomIsToldBeforeTheDownload() async throws {
    let registry = try StandInRegistry(.deliver) { entry in
      entry.files[0].size = 1 << 60
      entry.size = 1 << 60
    }
    let error = await #expect(throws: ModelStoreError.self) {
      try await registry.store.install(id: "upper-lower")
    }
    guard case .diskFull(_, let needed?, let free?) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(needed > free)
    #expect(registry.calls.isEmpty)
  }

  @Test func cancellingStopsPipAndCleansUp() async throws {
    let registry = try StandInRegistry(.hangHalfway)
    let store = registry.store
    let task = Task { try await store.install(id: "upper-lower") }
    #expect(try await eventually { !registry.calls.isEmpty })
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await eventually { !registry.hasRunningChild })
    #expect(registry.folder.files(below: "home/staging").isEmpty)
    try registry.become(.deliver)
    _ = try await registry.store.install(id: "upper-lower")
  }

  @Test func twoInstallationsAtOnceShareOneDownload() async throws {
    let registry = try StandInRegistry(.deliver)
    let stores = (0..<4).map { _ in registry.secondStore() }
    let models = try await withThrowingTaskGroup(of: InstalledModel.self) { group in
      for store in stores { group.addTask { try await store.install(id: "upper-lower") } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(models.count == 4)
    #expect(registry.calls.count == 1)
    #expect(try await registry.store.verify(id: "upper-lower").isIntact)
  }

  @Test func anIncompleteModelIsInstalledAgain() async throws {
    let registry = try StandInRegistry(.deliver)
    let model = try await registry.store.install(id: "upper-lower")
    try FileManager.default.removeItem(at: model.folder.appendingPathComponent("model.dragoman"))
    _ = try await registry.store.install(id: "upper-lower")
    #expect(registry.calls.count == 2)
    #expect(try await registry.store.verify(id: "upper-lower").isIntact)
  }

  @Test func aFileThatIsNoLongerReadIsInstalledAgain() async throws {
    let registry = try StandInRegistry(.deliver)
    _ = try await registry.store.install(id: "upper-lower")
    #expect(registry.store.completeModel(id: "upper-lower") != nil)
    registry.converter.outdate()
    #expect(registry.store.completeModel(id: "upper-lower") == nil)
    _ = try await registry.store.install(id: "upper-lower")
    #expect(registry.calls.count == 2)
  }

  @Test func progressReachesItsTotals() async throws {
    let registry = try StandInRegistry(.deliver)
    let log = ProgressLog()
    _ = try await registry.store.install(id: "upper-lower") { log.add($0) }
    let unpacked = log.all.filter { $0.stage == .unpacking }.last
    #expect(unpacked?.completedBytes == registry.entry.size)
    #expect(unpacked?.totalBytes == registry.entry.size)
    let converted = log.all.filter { $0.stage == .converting }.last
    #expect(converted?.completedBytes == registry.entry.size)
    #expect(log.all.allSatisfy { $0.completedBytes <= $0.totalBytes ?? .max })
  }

  @Test func unknownNamesListWhatThereIs() async throws {
    let registry = try StandInRegistry(.deliver)
    await #expect(throws: ModelStoreError.unknownModel(id: "x", available: ["upper-lower"])) {
      try await registry.store.install(id: "x")
    }
    await #expect(throws: ModelStoreError.self) {
      try await registry.store.install(from: "bb", to: "aa")
    }
  }
}

/// Collects progress reports from any thread.
final class ProgressLog: @unchecked Sendable {
  private let lock = NSLock()
  private var reports: [ModelStoreProgress] = []

  func add(_ report: ModelStoreProgress) { lock.withLock { reports.append(report) } }
  var all: [ModelStoreProgress] { lock.withLock { reports } }
}
