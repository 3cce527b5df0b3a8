import Dragoman
import Foundation
import Testing

/// Alignments of conversions between the scripts of Chinese: no model is needed.
struct ScriptAlignmentTests {
  private static let converter = Result {
    try Translator(
      modelFolder: URL(fileURLWithPath: "/"), from: LanguageTag("zh"), to: LanguageTag("en"))
  }

  @Test func everyCharacterIsLinkedToItself() async throws {
    var options = TranslationOptions()
    options.returnsAlignment = true
    let result = try await Self.converter.get().translate(
      "请 见{name}会议。", from: "zh-Hans", to: "zh-Hant", options: options)
    let sentence = try #require(result.sentences.first)
    let pairs = try #require(sentence.alignment).map {
      "\($0.source.text(in: sentence.source) ?? "?")=\($0.target.text(in: sentence.text) ?? "?")"
    }
    #expect(pairs == ["请=請", "见=見", "{name}={name}", "会=會", "议=議", "。=。"])
  }
}
