import Dragoman
import Foundation
import Testing

/// What the library says where there is no route.
@Suite struct ModelDirectoryTests {
  private func catalogue(_ pairs: String...) throws -> ModelCatalogue {
    ModelCatalogue(
      entries: try pairs.map { pair in
        let tags = pair.split(separator: "-").map(String.init)
        return CatalogueEntry(
          id: "model-\(pair)", name: pair, from: tags[0], to: tags[1], isDefault: true, format: "ctranslate2",
          licence: "CC0-1.0", attribution: "Nobody", sources: [],
          files: [try SyntheticModel.record("model.bin", [1])])
      })
  }

  private func gap(_ installed: [String], _ catalogue: ModelCatalogue, via: [String] = []) throws -> RouteGap?
  {
    let directory = ModelDirectory.entries(
      try installed.map(RoutePlannerTests.entry), catalogue: catalogue)
    do {
      _ = try directory.plan(
        from: .chinese, to: try LanguageTag("fr"), via: try via.map { try LanguageTag($0) })
      return nil
    } catch TranslatorError.noRoute(let gap) {
      return gap
    }
  }

  @Test func namesWhatWouldCloseTheGap() throws {
    let offered = try catalogue("zh-en", "en-fr", "en-pt", "pt-fr", "zh-ja")
    #expect(try gap(["zh-en"], offered)?.missing == ["en-fr"])
    #expect(try gap([], offered)?.missing == ["zh-en", "en-fr"])
    // What is there is used, even where the catalogue has a shorter way.
    #expect(try gap(["zh-pt"], offered)?.missing == ["pt-fr"])
    #expect(try gap(["zh-en", "en-fr"], offered) == nil)
    #expect(try gap(["zh-en", "en-fr"], offered, via: ["ja"])?.missing == [])
    #expect(try gap(["zh-en", "en-fr"], offered, via: ["pt"])?.missing == ["en-pt", "pt-fr"])
  }

  @Test func oneModelMayBeNamed() throws {
    let french = try LanguageTag("fr")
    let directory = ModelDirectory.entries(
      try ["zh-en:40", "old=zh-en:20", "en-fr"].map(RoutePlannerTests.entry), catalogue: try catalogue())
    func models(_ model: String?, _ to: LanguageTag) throws -> [String] {
      try directory.plan(from: .chinese, to: to, preferring: model).entries.map(\.id)
    }
    #expect(try models(nil, .english) == ["zh-en"])
    #expect(try models("old", .english) == ["old"])
    // It goes alone, or not at all.
    #expect(try models("old", french) == ["zh-en", "en-fr"])
    #expect(throws: TranslatorError.noSuchModel("none")) { try models("none", .english) }
    let translator = Translator(directory: directory)
    #expect(translator.has(model: "old") && !translator.has(model: "none"))
    let folder = FileManager.default.temporaryDirectory.path
    #expect(try models(folder, french) == [folder] && translator.has(model: folder))
  }

  @Test func tellsWhatIsThere() throws {
    let gap = try #require(try gap(["zh-en", "de-en", "b=de-en"], try catalogue("en-fr")))
    #expect(gap.installed == ["de-en", "zh-en"])
    #expect(gap.description.contains("installed: de-en, zh-en") && gap.description.contains("missing: en-fr"))
    #expect("\(RouteGap(from: "zh", to: "fr", installed: [], missing: []))".contains("no model is installed"))
  }
}
