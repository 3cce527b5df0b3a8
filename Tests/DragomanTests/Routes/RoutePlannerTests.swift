import Dragoman
import Foundation
import TestSupport
import Testing

@Suite struct RoutePlannerTests {
  /// `zh-en:23.4` is a model with that BLEU, `zh-en` one that declares none, `name=zh-en` one of another
  /// name; `+` parts the languages where a tag has a hyphen.
  private func planner(_ models: String...) throws -> RoutePlanner {
    RoutePlanner(try models.map(Self.entry))
  }

  static func entry(_ model: String) throws -> ModelEntry {
    let named = model.split(separator: "=")
    let parts = (named.last ?? "").split(separator: ":")
    let languages = parts[0].split(separator: parts[0].contains("+") ? "+" : "-").map(String.init)
    return ModelEntry(
      id: named.count > 1 ? String(named[0]) : String(parts[0]), folder: URL(fileURLWithPath: "/"),
      from: try #require(ModelEntry.Coverage(languages[0])),
      to: try #require(ModelEntry.Coverage(languages[1])),
      quality: parts.count > 1 ? Double(parts[1]) : nil)
  }

  private func steps(
    _ planner: RoutePlanner, _ from: String, _ to: String, via: String...
  ) throws -> [String]? {
    let plan = planner.plan(
      from: try LanguageTag(from), to: try LanguageTag(to), via: try via.map { try LanguageTag($0) })
    return plan?.usual.steps.map { $0.model ?? $0.conversion?.rawValue ?? "?" }
  }

  @Test func aDirectModelServes() throws {
    #expect(try steps(planner("en-fr", "zh-en"), "zh", "en") == ["zh-en"])
  }

  @Test func twoModelsAreJoined() throws {
    #expect(try steps(planner("en-fr", "zh-en"), "zh", "fr") == ["zh-en", "en-fr"])
    #expect(try steps(planner("en-fr", "zh-en"), "fr", "zh") == nil)
  }

  @Test func threeModelsAtMost() throws {
    let chain = try planner("zh-en", "en-fr", "fr-pt", "pt-gl")
    #expect(try steps(chain, "zh", "pt") == ["zh-en", "en-fr", "fr-pt"])
    #expect(try steps(chain, "zh", "gl") == nil)
  }

  @Test func qualityBeatsHopsWithinReason() throws {
    // 20 of 60 and 45 of 60 leave 15 of 60.
    #expect(try steps(planner("zh-fr:9", "zh-en:20", "en-fr:45"), "zh", "fr") == ["zh-en", "en-fr"])
    #expect(try steps(planner("zh-fr:16", "zh-en:20", "en-fr:45"), "zh", "fr") == ["zh-fr"])
    #expect(try steps(planner("zh-fr", "zh-en:40", "en-fr:50"), "zh", "fr") == ["zh-en", "en-fr"])
    #expect(try steps(planner("zh-fr", "zh-en", "en-fr"), "zh", "fr") == ["zh-fr"])
    let better = try planner("zh-en:23", "en-fr:40", "zh-es:23", "es-fr:41")
    #expect(try steps(better, "zh", "fr") == ["zh-es", "es-fr"])
  }

  @Test func ofEqualsTheShorterAndThenTheFirstByName() throws {
    #expect(try steps(planner("zh-fr:60", "zh-en:60", "en-fr:60"), "zh", "fr") == ["zh-fr"])
    for models in [["b=zh-en:20", "a=zh-en:20"], ["a=zh-en:20", "b=zh-en:20"]] {
      let planner = RoutePlanner(try models.map(Self.entry))
      #expect(try steps(planner, "zh", "en") == ["a"])
    }
    let ways = ["zh-en:30", "en-fr:40", "zh-es:40", "es-fr:30"]
    for seed in 0..<20 {
      var random = SeededGenerator(seed: UInt64(seed))
      let planner = RoutePlanner(try ways.shuffled(using: &random).map(Self.entry))
      #expect(try steps(planner, "zh", "fr") == ["zh-en", "en-fr"])
    }
  }

  @Test func pivotsCanBeForced() throws {
    let all = try planner("zh-fr:40", "zh-en:20", "en-fr:40", "zh-es:20", "es-fr:20", "en-es:20")
    #expect(try steps(all, "zh", "fr") == ["zh-fr"])
    #expect(try steps(all, "zh", "fr", via: "en") == ["zh-en", "en-fr"])
    #expect(try steps(all, "zh", "fr", via: "es") == ["zh-es", "es-fr"])
    #expect(try steps(all, "zh", "fr", via: "en", "es") == ["zh-en", "en-es", "es-fr"])
    #expect(try steps(all, "zh", "fr", via: "es", "en") == nil)
    #expect(try steps(all, "zh", "fr", via: "ja") == nil)
    // An end is passed anyway.
    #expect(try steps(all, "zh", "en", via: "en") == ["zh-en"])
  }

  @Test func circlesLeadNowhere() throws {
    let circle = try planner("en-fr:60", "fr-en:60", "en-de:60", "de-en:60")
    #expect(try steps(circle, "fr", "de") == ["fr-en", "en-de"])
    #expect(try steps(circle, "fr", "it") == nil)
    #expect(try steps(circle, "fr", "fr") == [])
    #expect(try steps(circle, "fr", "fr", via: "en") == ["fr-en", "en-fr"])
  }

  @Test(arguments: [
    ("pt-BR", "en", ["pt-en"]), ("en-GB", "fr", ["en-fr"]), ("fr-CA", "en", ["fr-en"]),
    ("zh-Hans", "en", ["zh-en"]),
    ("zh-Hant", "en", ["t2s", "zh-en"]), ("zh-TW", "en", ["tw2s", "zh-en"]),
    ("zh-HK", "en", ["hk2s", "zh-en"]),
    ("zh-Hant", "fr", ["t2s", "zh-en", "en-fr"]), ("en", "zh-Hans", ["en-zh"]),
    ("en", "zh-Hant", ["en-zh", "s2t"]),
    ("en", "zh-TW", ["en-zh", "s2twp"]), ("fr", "zh-HK", ["fr-en", "en-zh", "s2hk"]), ("pt-BR", "pt-PT", []),
    ("zh-Hans", "zh-Hant", ["s2t"]), ("zh-HK", "zh-TW", ["hk2t", "t2tw"]), ("zh-TW", "zh-CN", ["tw2s"]),
    ("zh", "zh-TW", ["s2twp"]), ("zh-SG", "en", ["zh-en"]), ("zh-MO", "zh-HK", []),
  ])
  func variants(from: String, to: String, expected: [String]) throws {
    let planner = try planner("zh-en", "en-zh", "en-fr", "fr-en", "pt-en")
    #expect(try steps(planner, from, to) == expected)
  }

  @Test func theNearerVariantWinsUnlessItIsMuchWorse() throws {
    #expect(try steps(planner("en-pt:40", "b=en+pt-BR:39"), "en", "pt-BR") == ["b"])
    #expect(try steps(planner("en-pt:40", "b=en+pt-BR:20"), "en", "pt-BR") == ["en-pt"])
    let own = try planner("zh-en:23", "own=zh-Hant+en:23")
    #expect(try steps(own, "zh-TW", "en")?.last == "own")
    #expect(try steps(own, "zh-Hans", "en") == ["zh-en"])
  }

  @Test func textOfNoSaidScriptIsConvertedWhereNeeded() throws {
    let plan = try #require(try planner("zh-en").plan(from: .chinese, to: .english))
    #expect(plan.route.steps.map(\.kind) == [.script, .model])
    #expect(plan.usual.steps.map(\.kind) == [.model])
  }

  @Test func modelsOfManyLanguages() throws {
    let many = try planner("all=mul-mul:20", "zh-en:25")
    #expect(try steps(many, "zh", "en") == ["zh-en"])
    #expect(try steps(many, "sw", "th") == ["all"])
    let plan = try #require(many.plan(from: try LanguageTag("sw"), to: try LanguageTag("th")))
    #expect(plan.route.steps.map { [$0.from.code, $0.to.code] } == [["sw", "th"]])
    #expect(try steps(planner("zh-en", "en-mul"), "zh", "pt-BR") == ["zh-en", "en-mul"])
  }

  @Test func qualityIsOfAllModelsOrUnknown() throws {
    func quality(_ models: String...) throws -> Double? {
      RoutePlanner(try models.map(Self.entry)).plan(from: .chinese, to: try LanguageTag("fr"))?.route.quality
    }
    #expect(try quality("zh-fr:23.4") == 23.4)
    #expect(try quality("zh-en:20", "en-fr:45") == 15)
    #expect(try quality("zh-en:20", "en-fr") == nil)
    for odd in ["zh-fr:-5", "zh-fr:1e300", "zh-fr:0"] { #expect(try quality(odd) != nil) }
  }

  @Test func allRoutes() throws {
    let routes = try planner("zh-en:23", "en-fr:45", "fr-en:43").plans().map(\.usual)
    #expect(
      routes.map { "\($0.from.code)>\($0.to.code)\($0.pivots.map { " \($0.code)" }.joined())" } == [
        "en>fr", "fr>en", "zh>en", "zh>fr en", "zh>zh-Hant", "zh-Hant>en", "zh-Hant>fr en", "zh-Hant>zh-Hans",
      ])
    #expect(try planner().plans().map { $0.usual.steps.count } == [1, 1])
  }

  @Test func aHundredModelsArePlannedQuickly() throws {
    let languages = LanguageTag.known.map(\.language).filter { $0 != "en" && $0 != "zh" }.prefix(50)
    let planner = RoutePlanner(try languages.flatMap { ["\($0)-en:30", "en-\($0):30"] }.map(Self.entry))
    let time = ThreadTime.measure { #expect(planner.plans().count >= 50 * 51) }
    #expect(time < .seconds(20))
  }
}
