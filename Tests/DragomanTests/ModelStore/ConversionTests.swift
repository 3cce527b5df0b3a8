import Dragoman
import Foundation
import TestSupport
import Testing

@Suite struct ConversionTests {
  let folder: TemporaryFolder
  let store: ModelStore
  let converter = StandInConverter()

  init() throws {
    folder = try TemporaryFolder()
    store = ModelStore(
      home: folder.url.appendingPathComponent("home"), catalogue: ModelCatalogue(entries: []),
      environment: ["PATH": ""], converter: converter)
  }

  private func archive() throws -> URL {
    try ArchiveBuilder.write(
      .zip, to: folder.url.appendingPathComponent("a.argosmodel"), SyntheticModel.entries)
  }

  /// A model as versions before the own format installed it.
  private func installOldForm() throws {
    for file in SyntheticModel.files { try folder.write("home/models/old/\(file.path)", file.content) }
    let files = try SyntheticModel.files.map { try SyntheticModel.record($0.path, $0.content) }
    let manifest: [String: Any] = [
      "schema": 1, "id": "old", "name": "Old", "from": "aa", "to": "bb", "format": "ctranslate2",
      "licence": "CC0-1.0", "attribution": "Nobody", "source": "pip package letters 1.0",
      "files": files.map { ["path": $0.path, "size": $0.size, "sha256": $0.sha256] as [String: Any] },
      "scores": [["set": "FLORES dev", "bleu": 20.5]], "installed": "2026-01-02T03:04:05Z",
    ]
    try folder.write(
      "home/models/old/manifest.json", [UInt8](JSONSerialization.data(withJSONObject: manifest)))
  }

  @Test(arguments: [StandInConverter.Behaviour.refuse, .failHalfway])
  func aFailedConversionLeavesNothing(behaviour: StandInConverter.Behaviour) async throws {
    converter.become(behaviour)
    let error = await #expect(throws: ModelStoreError.self) { try await store.install(path: archive()) }
    // The place is told, without the name of a folder that is gone.
    #expect(
      error
        == .conversionFailed(format: "ctranslate2", reason: "model/model.bin: field 7 is wrong"))
    #expect(folder.files(below: "home/models").isEmpty && folder.files(below: "home/staging").isEmpty)
  }

  @Test func aFailedConversionLeavesTheModelBefore() async throws {
    let model = try await store.install(path: archive())
    converter.become(.failHalfway)
    await #expect(throws: ModelStoreError.self) {
      try await store.install(path: archive(), options: LocalModelOptions(replacing: true))
    }
    #expect(store.installedModels() == [model])
    #expect(try await store.verify(id: model.id).isIntact)
  }

  @Test func cancellingAConversionLeavesNothing() async throws {
    converter.become(.goOnUntilStopped)
    let (store, url) = (store, try archive())
    let task = Task { try await store.install(path: url) }
    #expect(try await eventually { converter.calls > 0 })
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(folder.files(below: "home/models").isEmpty && folder.files(below: "home/staging").isEmpty)
  }

  @Test func anOldModelStaysUntilItIsConverted() async throws {
    try installOldForm()
    let old = try store.installedModel(id: "old")
    #expect(old.manifest.isConvertible && old.manifest.holdsOriginal && old.manifest.original == nil)
    #expect(old.manifest.bleu() == 20.5)
    #expect(try await store.verify(id: "old").isIntact)

    converter.become(.failHalfway)
    await #expect(throws: ModelStoreError.self) { try await store.convert(id: "old") }
    #expect(store.installedModels() == [old])

    converter.become(.convert)
    let new = try await store.convert(id: "old")
    #expect(store.installedModels() == [new])
    #expect(new.manifest.format == "dragoman" && !new.manifest.isConvertible)
    #expect(new.manifest.original == ModelOrigin(format: "ctranslate2", files: old.manifest.files))
    #expect(new.manifest.scores == old.manifest.scores && new.manifest.source == old.manifest.source)
    #expect(new.manifest.licence == "CC0-1.0" && new.manifest.attribution == "Nobody")
    #expect(
      folder.files(below: "home/models/old") == ["README.md", "manifest.json", "model.dragoman"])
    let files = try StandInConverter.document(of: new).files.filter { $0.key != "manifest.json" }
    #expect(files == (try SyntheticModel.hashes))
    #expect(try await store.convert(id: "old") == new)
    #expect(converter.calls == 2)
  }

  @Test func aDamagedModelIsNotConverted() async throws {
    try installOldForm()
    var weights = SyntheticModel.weights
    weights[100] ^= 1
    try folder.write("home/models/old/model/model.bin", weights)
    await #expect(throws: ModelStoreError.self) { try await store.convert(id: "old") }
    #expect(converter.calls == 0)
    await #expect(throws: ModelStoreError.notInstalled(id: "none", installed: ["old"])) {
      try await store.convert(id: "none")
    }
  }

  /// As a kill between the two renames of a replacement leaves it.
  @Test func aModelTakenAwayIsPutBack() async throws {
    let model = try await store.install(path: archive())
    let home = folder.path + "/home"
    try FileManager.default.createDirectory(
      atPath: home + "/staging/replaced", withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: home + "/models/" + model.id, toPath: home + "/staging/replaced/" + model.id)
    #expect(store.installedModels().isEmpty)
    _ = try await store.install(path: archive(), options: LocalModelOptions(id: "another"))
    #expect(store.installedModels().map(\.id) == ["another", model.id])
    #expect(try await store.verify(id: model.id).isIntact)
  }

  @Test func theOriginalIsKeptWhereAskedFor() async throws {
    let model = try await store.install(path: archive(), options: LocalModelOptions(keepsOriginal: true))
    #expect(model.manifest.holdsOriginal)
    for file in SyntheticModel.files {
      let kept = model.folder.appendingPathComponent("original/" + file.path)
      #expect([UInt8](try Data(contentsOf: kept)) == file.content)
    }
    #expect(try await store.verify(id: model.id).isIntact)
    #expect(
      !(try await store.install(path: archive(), options: LocalModelOptions(id: "b"))).manifest.holdsOriginal)
  }

  @Test func aFileIsWrittenWhereTheCallerWants() async throws {
    let output = folder.url.appendingPathComponent("out.dragoman")
    try folder.write("out.dragoman", [1])
    let result = try await store.convert(
      path: archive(), to: output,
      options: LocalModelOptions(name: "Mine", licence: "MIT", quantisation: .float32))
    let document = try StandInConverter.document(output)
    #expect(document.files == (try SyntheticModel.hashes))
    #expect(document.from == "aa" && document.name == "Mine" && document.licence == "MIT")
    #expect(document.quantisation == "float32" && result.facts.quantisation == "float32")
    #expect(result.file.sha256 == (try SyntheticModel.sha256([UInt8](try Data(contentsOf: output)))))
    #expect(folder.files() == ["a.argosmodel", "out.dragoman"], "the store is not touched")

    converter.become(.failHalfway)
    await #expect(throws: ModelStoreError.self) { try await store.convert(path: archive(), to: output) }
    #expect(try StandInConverter.document(output) == document, "the file before stays")
    #expect(folder.files() == ["a.argosmodel", "out.dragoman"])
    await #expect(throws: ModelStoreError.self) {
      try await store.convert(path: archive(), to: folder.url.appendingPathComponent("none/x.dragoman"))
    }
  }

  @Test func aFileOfTheOwnFormatIsInstalledAsItIs() async throws {
    let file = folder.url.appendingPathComponent("mine.dragoman")
    _ = try await store.convert(path: archive(), to: file)
    let model = try await store.install(path: file)
    #expect(model.id == "mine" && model.from == "aa" && model.to == "bb")
    #expect(model.manifest.format == "dragoman" && model.manifest.original == nil)
    let installed = try Data(contentsOf: model.folder.appendingPathComponent("model.dragoman"))
    #expect(installed == (try Data(contentsOf: file)))
    let renamed = try await store.install(
      path: file, options: LocalModelOptions(id: "other", from: "de", to: "fr"))
    #expect(renamed.from == "de" && renamed.to == "fr")
    await #expect(throws: ModelStoreError.self) {
      try await store.convert(path: file, to: folder.url.appendingPathComponent("again.dragoman"))
    }
    try folder.write("broken.dragoman", [1, 2, 3])
    await #expect(throws: ModelStoreError.self) {
      try await store.install(path: folder.url.appendingPathComponent("broken.dragoman"))
    }
  }
}
