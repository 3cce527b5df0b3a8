import Dragoman
import Foundation
import Testing

/// Alignments and scores through the real model.
@Suite(.enabled(if: ChineseToEnglish.isInstalled))
struct TranslatorAlignmentTests {
  private static let aligned: TranslationOptions = {
    var options = ChineseToEnglish.greedy
    options.returnsAlignment = true
    return options
  }()

  private func words(_ text: String, options: TranslationOptions = aligned) async throws -> [String] {
    let result = try await ChineseToEnglish.shared.get().translate(
      text, from: "zh", to: "en", options: options)
    return try result.sentences.flatMap { sentence in
      try #require(sentence.alignment).map {
        "\($0.source.text(in: sentence.source) ?? "?")=\($0.target.text(in: sentence.text) ?? "?")"
      }
    }
  }

  @Test func wordsFindTheirTranslations() async throws {
    let found = try await words("主席感谢日本代表团，并请秘书处在六月提交报告。")
    // A piece of the model is the least stretch of Chinese.
    for (source, target) in [("日本", "japan"), ("秘书处", "secretariat"), ("六", "june"), ("感谢", "thank")] {
      #expect(
        found.contains { $0.hasPrefix(source) && $0.lowercased().contains(target) }, "\(source): \(found)")
    }
  }

  @Test func spansAndCopiesAreLinkedWhole() async throws {
    let found = try await words("请参阅文件A/RES/70/1第12段。")
    #expect(found.contains("A/RES/70/1=A/RES/70/1"), "\(found)")
    #expect(try await words("72.5万") == ["72.5万=725,000"])
    #expect(try await words("https://example.org/x") == [])
  }

  @Test func nothingUnlessAskedFor() async throws {
    let result = try await ChineseToEnglish.shared.get().translate(
      "谢谢。", from: "zh", to: "en", options: ChineseToEnglish.greedy)
    #expect(result.sentences.allSatisfy { $0.alignment == nil })
    #expect(!String(decoding: try JSONEncoder().encode(result), as: UTF8.self).contains("alignment"))
  }

  @Test func theTranslationIsTheSameWithAndWithout() async throws {
    let text = "秘书处答复说，这个问题超出了报告的范围。请访问https://example.org。"
    let translator = try ChineseToEnglish.shared.get()
    let with = try await translator.translate(text, from: "zh", to: "en", options: Self.aligned)
    let without = try await translator.translate(text, from: "zh", to: "en", options: ChineseToEnglish.greedy)
    #expect(with.text == without.text)
  }

  @Test func aTranslationScoresAsItWasChosen() async throws {
    let translator = try ChineseToEnglish.shared.get()
    let sources = ["会议开始了。", "我们需要更多时间。", "谢谢各位代表。", "数据必须在本地处理。"]
    var options = ChineseToEnglish.greedy
    let screened = try await translator.translate(sources, from: "zh", to: "en", options: options)
    options.narrowsVocabulary = false
    let results = try await translator.translate(sources, from: "zh", to: "en", options: options)
    for (estimate, exact) in zip(screened, results) {
      #expect(estimate.text == exact.text)
      #expect(abs(estimate.sentences[0].score - exact.sentences[0].score) < 0.1)
    }
    let pairs = results.map { ScoringPair(source: $0.sentences[0].source, target: $0.text) }
    let scored = try await translator.score(pairs, from: "zh", to: "en")
    #expect(scored.count == sources.count)
    for (result, score) in zip(results, scored) {
      #expect(abs(result.sentences[0].score - score.score) < 1e-4, "\(result.text): \(score)")
      #expect(abs(score.tokens.reduce(0) { $0 + $1.logProbability } - score.logProbability) < 1e-6)
      #expect(score.tokens.last?.piece == "</s>")
      #expect(score.alignment == nil)
    }
  }

  @Test func whatDoesNotBelongScoresLower() async throws {
    let translator = try ChineseToEnglish.shared.get()
    let source = "主席宣布会议开幕。"
    let scored = try await translator.score(
      [
        ScoringPair(source: source, target: "The Chair declared the meeting open."),
        ScoringPair(source: source, target: "My sister speaks four languages."),
      ], from: "zh", to: "en", returnsAlignment: true)
    #expect(scored[0].score > scored[1].score + 1)
    let links = try #require(scored[0].alignment)
    #expect(
      links.contains {
        $0.source.text(in: source)?.contains("会议") == true
          && $0.target.text(in: scored[0].target)?.contains("meeting") == true
      })
    await #expect(throws: TranslatorError.self) {
      try await translator.score([ScoringPair(source: "a", target: "b")], from: "zh", to: "xh")
    }
    #expect(try await translator.score([], from: "zh", to: "en").isEmpty)
  }
}
