import Dragoman
import Foundation
import Testing

/// A sentence's translation depends on nothing but the sentence.
@Suite(.enabled(if: ChineseToEnglish.isInstalled))
struct SameEverywhereTests {
  private static let sentences = [
    "主席宣布会议开幕。", "我们支持这项建议，但认为需要更多时间。", "请参阅文件A/RES/70/1第12段。", "谢谢。",
    "秘书处答复说，这个问题超出了报告的范围，但可以在下一份报告中加以讨论，届时将邀请各代表团提交意见。",
    "2023年共提交了330万件申请。", "数据必须在本地处理。", "下午的会议改在三楼举行。", "好的！",
  ]

  @Test func aloneInCompanyAndWithTwoThreads() async throws {
    let one = try ChineseToEnglish.translator(threads: 1)
    let two = try ChineseToEnglish.translator(threads: 2)
    var alone: [Translation] = []
    for sentence in Self.sentences { alone.append(try await one.translate(sentence, from: "zh", to: "en")) }
    // Alone with two threads: they share each layer.
    var shared: [Translation] = []
    for sentence in Self.sentences { shared.append(try await two.translate(sentence, from: "zh", to: "en")) }
    #expect(shared.map(\.sentences) == alone.map(\.sentences))
    let together = try await two.translate(Self.sentences, from: "zh", to: "en")
    let reversed = try await one.translate(Self.sentences.reversed(), from: "zh", to: "en")
    let document = try await two.translate(Self.sentences.joined(separator: "\n"), from: "zh", to: "en")
    #expect(together.map(\.sentences) == alone.map(\.sentences))
    #expect(reversed.reversed().map(\.sentences) == alone.map(\.sentences))
    #expect(document.sentences == alone.flatMap(\.sentences))
    #expect(document.text == alone.map(\.text).joined(separator: "\n"))
  }

  @Test func streamsKeepTheirOrder() async throws {
    let translator = try ChineseToEnglish.shared.get()
    // The first is the longest: it ends last and is still handed out first.
    let texts = [String(repeating: "秘书处介绍了报告的主要结论和建议。", count: 3)] + Self.sentences
    let stream = AsyncStream { continuation in
      for text in texts { continuation.yield(text) }
      continuation.finish()
    }
    var found: [Translation] = []
    for try await result in translator.translations(of: stream, from: "zh", to: "en") { found.append(result) }
    let expected = try await translator.translate(texts, from: "zh", to: "en")
    #expect(found.map(\.text) == expected.map(\.text))
    let again = AsyncStream { continuation in
      for text in texts { continuation.yield(text) }
      continuation.finish()
    }
    var asFinished = [String?](repeating: nil, count: texts.count)
    for try await (index, translation) in translator.translationsAsFinished(of: again, from: "zh", to: "en") {
      #expect(asFinished[index] == nil)
      asFinished[index] = translation.text
    }
    #expect(asFinished == expected.map(\.text))
  }

  @Test func languagesAreToldApartItemByItem() async throws {
    let translator = try ChineseToEnglish.shared.get()
    let results = try await translator.translate(["主席宣布会议开幕。", "谢谢各位代表。"], to: "en")
    #expect(results.allSatisfy { $0.from.hasPrefix("zh") && ($0.detectionConfidence ?? 0) > 0.5 })
    await #expect(throws: TranslatorError.self) {
      try await translator.translate(
        ["主席宣布会议开幕。", "委員会は議題を採択し、各代表団の意見を聞きました。"], to: "en")
    }
  }

  @Test func alternativesComeBestFirst() async throws {
    var options = TranslationOptions()
    options.alternatives = 4
    let result = try await ChineseToEnglish.shared.get().translate(
      "请参阅文件A/RES/70/1第12段。", from: "zh", to: "en", options: options)
    let ranked = try #require(result.sentences.first).ranked
    #expect(ranked.count == 4)
    #expect(ranked.map(\.score) == ranked.map(\.score).sorted(by: >))
    #expect(ranked.allSatisfy { $0.text.components(separatedBy: "A/RES/70/1").count == 2 })
    #expect(Set(ranked.map(\.text)).count > 1)
  }
}
