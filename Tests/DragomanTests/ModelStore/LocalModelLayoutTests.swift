import Dragoman
import Foundation
import Testing

@Suite struct LocalModelLayoutTests {
  private let store: ModelStore
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    store = ModelStore(
      home: folder.url.appendingPathComponent("home"), catalogue: ModelCatalogue(entries: []),
      environment: ["PATH": ""], converter: StandInConverter())
  }

  private func install(_ name: String, _ files: [String]) async throws -> InstalledModel {
    for file in files { try folder.write("\(name)/\(file)", Array("{}".utf8)) }
    return try await store.install(path: folder.url.appendingPathComponent(name))
  }

  @Test(arguments: [
    ("a-de-en", ["model.bin", "config.json", "shared_vocabulary.json"], "ctranslate2"),
    ("b-de-en", ["model/model.bin", "metadata.json", "sentencepiece.model"], "ctranslate2"),
    ("c-de-en", ["config.json", "model.safetensors", "source.spm", "target.spm"], "huggingface"),
    ("d-de-en", ["config.json", "pytorch_model.bin", "vocab.json", "tf_model.h5"], "huggingface"),
    ("e-de-en", ["config.json", "model.safetensors", "pytorch_model.bin"], "huggingface"),
    ("f-de-en", ["opus.model1.npz.best-perplexity.npz", "source.spm", "decoder.yml"], "marian"),
    ("g", ["model.deen.intgemm.alphas.bin", "vocab.deen.spm", "lex.50.50.deen.s2t.bin"], "marian"),
    ("h-de-en", ["model.bin", "vocab.spm", "config.yml"], "marian"),
    ("i-de-en", ["inside/deeper/model.bin", "notes.txt"], "ctranslate2"),
  ])
  func kinds(name: String, files: [String], format: String) async throws {
    let model = try await install(name, files)
    #expect(model.manifest.original?.format == format)
    #expect(model.from == "de" && model.to == "en")
    #expect(model.manifest.original?.files.contains { $0.path.hasSuffix(".h5") } == false)
  }

  @Test func aConfigurationMaySayTheLanguages() async throws {
    try folder.write("x/config.json", Array(#"{"_name_or_path": "/tmp/Helsinki-NLP/opus-mt-de-fr"}"#.utf8))
    try folder.write("x/pytorch_model.bin", [1])
    let model = try await store.install(path: folder.url.appendingPathComponent("x"))
    #expect(model.from == "de" && model.to == "fr" && model.id == "x")
  }

  @Test(arguments: [
    ["readme.txt"], ["pytorch_model.bin"], ["weights.npz"], ["lex.s2t.bin", "vocab.spm"],
    ["config.json", "model.h5"],
  ])
  func whatWasLookedForIsTold(files: [String]) async throws {
    let error = await #expect(throws: ModelStoreError.self) { try await install("y-de-en", files) }
    guard case .noModelFound(_, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    for word in ["model.bin", "safetensors", ".npz", ".dragoman"] { #expect(reason.contains(word)) }
  }

  @Test func severalModelsAreNamed() async throws {
    let error = await #expect(throws: ModelStoreError.self) {
      try await install("z-de-en", ["a/model.bin", "b/config.json", "b/model.safetensors"])
    }
    #expect(error?.message.contains("a/model.bin, b/model.safetensors") == true)
  }
}
