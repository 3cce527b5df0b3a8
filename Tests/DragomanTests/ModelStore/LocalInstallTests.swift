import Dragoman
import Foundation
import Testing

@Suite struct LocalInstallTests {
  let folder: TemporaryFolder
  let store: ModelStore
  let converter = StandInConverter()

  init() throws {
    folder = try TemporaryFolder()
    store = ModelStore(
      home: folder.url.appendingPathComponent("home"), catalogue: ModelCatalogue(entries: []),
      environment: ["PATH": ""], converter: converter)
  }

  private func archive(
    _ format: ArchiveBuilder.Format, _ name: String, _ entries: [ArchiveBuilder.Entry]
  ) throws -> URL {
    try ArchiveBuilder.write(format, to: folder.url.appendingPathComponent(name), entries)
  }

  @Test(arguments: [
    (ArchiveBuilder.Format.zip, "a.argosmodel"), (.zip, "a.zip"), (.tar, "a.tar"),
    (.tarGzip, "a.tar.gz"),
  ])
  func argosArchives(format: ArchiveBuilder.Format, name: String) async throws {
    let url = try archive(format, name, SyntheticModel.entries)
    let model = try await store.install(path: url)
    #expect(model.id == "argos-aa-bb-1.0")
    #expect(model.from == "aa" && model.to == "bb")
    #expect(model.manifest.files.map(\.path) == ["README.md", "model.dragoman"])
    for file in SyntheticModel.files {
      #expect(
        model.manifest.original?.files.contains(try SyntheticModel.record(file.path, file.content)) == true)
    }
    #expect(try StandInConverter.document(of: model).files == SyntheticModel.hashes)
    #expect(try await store.verify(id: model.id).isIntact)
    #expect(folder.files(below: "home/staging").isEmpty)
  }

  @Test func aModelArchiveInsideAPackage() async throws {
    let inner = try archive(.zip, "inner.zip", SyntheticModel.entries)
    let url = try archive(
      .tarGzip, "letters-1.0.tar.gz",
      [.file("letters-1.0/tests/m.argosmodel", [UInt8](try Data(contentsOf: inner)))])
    #expect(try await store.install(path: url).id == "argos-aa-bb-1.0")
  }

  @Test func aFolderOfCTranslate2() async throws {
    try folder.write("opus-mt-xx-yy-ct2/model.bin", noise(2000, seed: 1))
    try folder.write("opus-mt-xx-yy-ct2/shared_vocabulary.json", Array("[]".utf8))
    try folder.write("opus-mt-xx-yy-ct2/.cache/junk", [1])
    let blob = try folder.write("blob", noise(300, seed: 2))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/opus-mt-xx-yy-ct2/source.spm", withDestinationPath: blob.path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/opus-mt-xx-yy-ct2/loop", withDestinationPath: folder.path)
    let model = try await store.install(path: folder.url.appendingPathComponent("opus-mt-xx-yy-ct2"))
    #expect(model.id == "opus-mt-xx-yy-ct2")
    #expect(model.from == "xx" && model.to == "yy")
    #expect(
      model.manifest.original?.files.map(\.path) == ["model.bin", "shared_vocabulary.json", "source.spm"])
    #expect(model.manifest.files.map(\.path) == ["model.dragoman"])
    // The user's own files are left alone.
    #expect(folder.files(below: "opus-mt-xx-yy-ct2").count >= 4)
    #expect(try await store.verify(id: model.id).isIntact)
  }

  @Test func theCallersWordComesFirst() async throws {
    let url = try archive(.zip, "a.argosmodel", SyntheticModel.entries)
    let model = try await store.install(
      path: url, options: LocalModelOptions(id: "mine", from: "zh-Hant", to: "pt-BR"))
    #expect(model.id == "mine" && model.from == "zh-Hant" && model.to == "pt-BR")
  }

  @Test func aTakenNameIsNotOverwrittenUnasked() async throws {
    let url = try archive(.zip, "a.argosmodel", SyntheticModel.entries)
    let model = try await store.install(path: url)
    await #expect(throws: ModelStoreError.alreadyInstalled(id: model.id)) {
      try await store.install(path: url)
    }
    _ = try await store.install(path: url, options: LocalModelOptions(replacing: true))
    #expect(store.installedModels().count == 1)
  }

  @Test func unknownLanguagesAreAskedFor() async throws {
    try folder.write("thing/model.bin", [1])
    let url = folder.url.appendingPathComponent("thing")
    await #expect(throws: ModelStoreError.languagesUnknown(path: url.path)) {
      try await store.install(path: url)
    }
    #expect(converter.calls == 0, "asked for before the work")
    let model = try await store.install(path: url, options: LocalModelOptions(from: "de", to: "fr"))
    #expect(model.id == "thing")
    await #expect(throws: ModelStoreError.invalidLanguage(tag: "d/e")) {
      try await store.install(path: url, options: LocalModelOptions(from: "d/e", to: "fr"))
    }
    await #expect(throws: ModelStoreError.self) {
      try await store.install(
        path: url, options: LocalModelOptions(id: "../x", from: "de", to: "fr"))
    }
  }

  @Test func whatIsNoModelIsRefused() async throws {
    try folder.write("empty/readme.txt", [1])
    try folder.write("two/a/model.bin", [1])
    try folder.write("two/b/model.bin", [1])
    try folder.write("text-en-fr.zip", Array("no archive at all".utf8))
    try folder.write("nothing-en-fr.zip", [])
    for name in ["empty", "two", "text-en-fr.zip", "nothing-en-fr.zip", "absent"] {
      await #expect(throws: ModelStoreError.self, "\(name)") {
        try await store.install(path: folder.url.appendingPathComponent(name))
      }
    }
    #expect(store.inventory().models.isEmpty && store.inventory().damaged.isEmpty)
  }

  @Test func knownWeightsCarryTheirCredits() async throws {
    let large = noise(2 << 20, seed: 3)
    let entry = CatalogueEntry(
      id: "known", name: "Known", from: "aa", to: "bb", format: "ctranslate2", licence: "CC-BY-4.0",
      attribution: "Somebody", sources: [],
      files: [try SyntheticModel.record("model/model.bin", large)],
      scores: [PublishedScore(set: "FLORES dev", bleu: 31.5)])
    let store = ModelStore(
      home: store.home, catalogue: ModelCatalogue(entries: [entry]), environment: [:],
      converter: converter)
    try folder.write("copy-aa-bb/model.bin", large)
    let model = try await store.install(path: folder.url.appendingPathComponent("copy-aa-bb"))
    #expect(model.manifest.licence == "CC-BY-4.0" && model.manifest.attribution == "Somebody")
    #expect(model.manifest.bleu() == 31.5 && model.manifest.bleu(on: "another") == nil)
  }
}
