import Dragoman
import Foundation
import Testing

/// `dragoman languages`, and `dragoman translate` where no model is needed.
struct LanguagesCommandTests {
  private let fixture: TranslateFixture

  init() throws { fixture = try TranslateFixture() }

  /// A store whose manifests say what the models are; nobody loads them here.
  private func binary(_ models: (id: String, from: String, to: String, bleu: Double)...) throws
    -> DragomanBinary
  {
    for model in models {
      let folder = fixture.folder.appendingPathComponent("no-models/models/\(model.id)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let manifest = """
        {"schema": 1, "id": "\(model.id)", "name": "Test", "from": "\(model.from)", "to": "\(model.to)",
         "format": "ctranslate2", "source": "nowhere", "installed": "2024-01-01T00:00:00Z",
         "files": [{"path": "model.bin", "size": 1, "sha256": "\(String(repeating: "0", count: 64))"}],
         "scores": [{"set": "FLORES dev", "bleu": \(model.bleu)}]}
        """
      try Data(manifest.utf8).write(to: folder.appendingPathComponent("manifest.json"))
    }
    return try fixture.binaryWithoutModels
  }

  @Test func routesBySource() async throws {
    let binary = try binary(("first", "zh", "en", 20), ("second", "en", "fr", 45))
    let result = try await binary.run("languages")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    #expect(result.output.contains("via en (2 models)") && result.output.contains("first, second"))
    #expect(result.output.contains("15.0") && result.output.contains("OpenCC t2s, direct"))
    #expect(!result.output.contains(" \n"))

    let some = try await binary.run("languages", "--from", "Chinese", "--to", "fr", "--json")
    let routes = try JSONDecoder().decode([Route].self, from: Data(some.output.utf8))
    #expect(routes.map(\.from.code) == ["zh", "zh-Hant"])
    #expect(routes.allSatisfy { $0.to.code == "fr" && $0.models == ["first", "second"] && $0.quality == 15 })

    let none = try await binary.run("languages", "--to", "ja")
    #expect(none.status == 66 && none.output.isEmpty)
    #expect(none.errors.contains("Japanese") && none.errors.contains("next:"))
    #expect(try await binary.run("languages", "--to", "q").status == 64)
  }

  @Test func routesIntoChinese() async throws {
    let binary = try binary(("first", "fr", "en", 40), ("second", "en", "zh", 30))
    let result = try await binary.run("languages", "--to", "zh", "--json")
    let routes = try JSONDecoder().decode([Route].self, from: Data(result.output.utf8))
    let french = try #require(routes.first { $0.from.code == "fr" && $0.to.code == "zh" })
    #expect(french.models == ["first", "second"] && french.quality == 20)
    let english = try #require(routes.first { $0.from.code == "en" && $0.to.code == "zh" })
    #expect(english.models == ["second"])
    let taiwan = try await binary.run("languages", "--from", "fr", "--to", "zh-TW")
    #expect(
      taiwan.status == 0 && taiwan.output.contains("via en (2 models), OpenCC s2t"),
      "\(taiwan.output)\(taiwan.errors)")
  }

  @Test func withoutModels() async throws {
    let result = try await fixture.binaryWithoutModels.run("languages")
    #expect(result.status == 0 && result.output.contains("OpenCC s2t"))
    #expect(
      result.errors.contains("No model is installed") && result.errors.contains("dragoman models install"))
    let english = try await fixture.binaryWithoutModels.run("languages", "--to", "en")
    #expect(english.status == 66 && english.errors.contains("dragoman models install"))
  }

  @Test func aMissingRouteSaysWhatToInstall() async throws {
    let result = try await fixture.binaryWithoutModels.run("translate", "--from", "zh", "会议开始了。")
    #expect(
      result.status == 66 && result.errors.contains("dragoman models install zh-en"), "\(result.errors)")
    let binary = try binary(("first", "zh", "en", 20), ("second", "en", "fr", 45))
    let forced = try await binary.run("translate", "--from", "zh", "--to", "fr", "--via", "en,ja", "谢谢。")
    #expect(forced.status == 66 && forced.errors.contains("via en, ja"), "\(forced.errors)")
    #expect(forced.errors.contains("en-fr, zh-en"))
    let unknown = try await binary.run("translate", "--via", "klingonisch", "谢谢。")
    #expect(unknown.status == 64)
    let same = try await binary.run("translate", "--from", "en", "--to", "en-GB", "Thanks.")
    #expect(same.status == 64 && same.errors.contains("already"))
  }

  @Test func scriptsOfChinese() async throws {
    let binary = try fixture.binaryWithoutModels
    let result = try await binary.run(
      "translate", "--from", "zh-Hans", "--to", "zh-Hant", "请看文件A/RES/70/1和`发送`。")
    #expect(result.status == 0 && result.output == "請看文件A/RES/70/1和`发送`。\n", "\(result.errors)")
    let file = try fixture.write("软件。\r\n\r\n  质量\r\n", "a.txt")
    let taiwan = try await binary.run("translate", "--to", "zh-TW", file, "--output", fixture.path("b.txt"))
    #expect(taiwan.status == 0, "\(taiwan.errors)")
    #expect(try fixture.read("b.txt").hasPrefix("軟體。\r\n\r\n  "))
    // A file of that name in the working folder is none of OpenCC's data.
    try fixture.write("{", "s2t.json")
    let planted = try await fixture.shell(
      #"cd "$folder" && DRAGOMAN_HOME="$folder/none" "$dragoman" translate --from zh-Hans --to zh-Hant 发"#)
    #expect(planted.output == "發\n", "\(planted.errors)")
  }
}
