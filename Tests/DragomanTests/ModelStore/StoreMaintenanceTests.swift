import Dragoman
import Foundation
import Testing

@Suite struct StoreMaintenanceTests {
  /// A store with two models and no pip.
  private func makeStore() async throws -> (TemporaryFolder, ModelStore) {
    let folder = try TemporaryFolder()
    let store = ModelStore(
      home: folder.url.appendingPathComponent("home"), catalogue: ModelCatalogue(entries: []),
      environment: ["PATH": ""], converter: StandInConverter())
    let url = try ArchiveBuilder.write(
      .zip, to: folder.url.appendingPathComponent("a.zip"), SyntheticModel.entries)
    for id in ["one", "two"] {
      _ = try await store.install(path: url, options: LocalModelOptions(id: id, keepsOriginal: true))
    }
    return (folder, store)
  }

  @Test func verifyNamesEveryDamagedFile() async throws {
    let (folder, store) = try await makeStore()
    var weights = SyntheticModel.weights
    weights[weights.count - 1] ^= 1
    try folder.write("home/models/one/original/model/model.bin", weights)
    try folder.write("home/models/one/model.dragoman", [1])
    try FileManager.default.removeItem(atPath: folder.path + "/home/models/one/original/sentencepiece.model")
    let result = try await store.verify(id: "one")
    #expect(result.problems.count == 3)
    let text = result.problems.map(\.message).joined(separator: "\n")
    for name in ["model/model.bin", "model.dragoman", "sentencepiece.model"] {
      #expect(text.contains(name))
    }
    #expect(try await store.verify(id: "two").isIntact)
  }

  @Test(arguments: [
    "", "{", "[]", "null", #"{"id": "one"}"#, #"{"schema": 1, "id": 5}"#,
    String(repeating: "[", count: 100_000),
  ])
  func aDamagedManifestHidesNoOtherModel(text: String) async throws {
    let (folder, store) = try await makeStore()
    try folder.write("home/models/one/manifest.json", Array(text.utf8))
    let inventory = store.inventory()
    #expect(inventory.models.map(\.id) == ["two"])
    #expect(inventory.damaged.map(\.id) == ["one"])
    await #expect(throws: ModelStoreError.self) { try await store.verify(id: "one") }
    try await store.remove(id: "one")
    #expect(store.inventory().damaged.isEmpty)
  }

  @Test(arguments: [
    (#""path" : "metadata.json""#, #""path" : "../two/metadata.json""#),
    (#""id" : "one""#, #""id" : "two""#),
    (#""from" : "aa""#, #""from" : "a/a""#),
    (#""schema" : 1"#, #""schema" : 99"#),
    (#""size" : 2"#, #""size" : -2"#),
  ])
  func aLyingManifestIsRefused(old: String, new: String) async throws {
    let (folder, store) = try await makeStore()
    let path = folder.path + "/home/models/one/manifest.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacingOccurrences(of: old, with: new)
    #expect(changed != text)
    try changed.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(store.inventory().damaged.map(\.id) == ["one"])
  }

  @Test func removeTakesOneModelOnly() async throws {
    let (folder, store) = try await makeStore()
    try await store.remove(id: "one")
    #expect(store.installedModels().map(\.id) == ["two"])
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/home/models/one"))
    await #expect(throws: ModelStoreError.notInstalled(id: "one", installed: ["two"])) {
      try await store.remove(id: "one")
    }
    for id in ["..", "../models", "", "two/model"] {
      await #expect(throws: ModelStoreError.self) { try await store.remove(id: id) }
    }
    #expect(store.installedModels().map(\.id) == ["two"])
  }

  @Test func lookupByPairPrefersTheExactTag() async throws {
    let (folder, store) = try await makeStore()
    let url = folder.url.appendingPathComponent("a.zip")
    _ = try await store.install(
      path: url, options: LocalModelOptions(id: "zz-hant", from: "zh-Hant", to: "en"))
    _ = try await store.install(path: url, options: LocalModelOptions(id: "aa-zh", from: "zh", to: "en"))
    #expect(store.installedModel(from: "zh-Hant", to: "en")?.id == "zz-hant")
    #expect(store.installedModel(from: "zh", to: "en")?.id == "aa-zh")
    #expect(store.installedModel(from: "zh-Hans", to: "en-GB")?.id == "aa-zh")
    #expect(store.installedModel(from: "en", to: "zh") == nil)
  }

  @Test func anEmptyHomeIsNoError() throws {
    let folder = try TemporaryFolder()
    let store = ModelStore(
      home: folder.url.appendingPathComponent("never"), catalogue: ModelCatalogue(entries: []),
      environment: [:], converter: StandInConverter())
    #expect(store.installedModels().isEmpty && store.inventory().damaged.isEmpty)
    #expect(folder.files().isEmpty)
  }

  @Test func aHomeThatIsAFileIsToldAsSuch() async throws {
    let folder = try TemporaryFolder()
    try folder.write("home", [1])
    try folder.write("m-en-fr/model.bin", [1])
    let store = ModelStore(
      home: folder.url.appendingPathComponent("home"), catalogue: ModelCatalogue(entries: []),
      environment: [:], converter: StandInConverter())
    await #expect(throws: ModelStoreError.self) {
      try await store.install(path: folder.url.appendingPathComponent("m-en-fr"))
    }
  }

  @Test(arguments: [
    (["DRAGOMAN_HOME": "/d", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/d"),
    (["XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/dragoman"),
    (["XDG_DATA_HOME": "relative", "HOME": "/h"], "/h/.local/share/dragoman"),
    (["DRAGOMAN_HOME": "", "XDG_DATA_HOME": "", "HOME": "/h"], "/h/.local/share/dragoman"),
  ])
  func homeRules(environment: [String: String], path: String) {
    #expect(ModelStore.defaultHome(environment: environment).path == path)
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func sha256OfKnownTexts(text: String, digest: String) throws {
    #expect(try SyntheticModel.sha256(Array(text.utf8)) == digest)
  }
}
