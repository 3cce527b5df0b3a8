import Dragoman
import Foundation
import Testing

/// Text that no one should send: a sensible result or a typed error, in bounded time.
@Suite(.enabled(if: ChineseToEnglish.isInstalled))
struct OddInputTests {
  private func translate(_ text: String) async throws -> Translation {
    try await ChineseToEnglish.shared.get().translate(
      text, from: "zh", to: "en", options: ChineseToEnglish.greedy)
  }

  @Test(arguments: [
    "", " ", "\n", "\r\n\r\n", " \t \u{3000}\n", "😀👩‍👩‍👧‍👦🇨🇭", "。", "……！？", "♪", "12345", "---", "\u{FEFF}", "\u{0}",
    "| --- | --- |", "https://example.org", "\u{200B}\u{200D}",
  ])
  func whatHasNoWordsIsCopied(text: String) async throws {
    let result = try await translate(text)
    #expect(result.text == text)
    #expect(result.sentences.allSatisfy { $0.finishReason == .copied })
  }

  @Test(arguments: [
    "Hello", "好", "是", "♪好♪", "|姓名|国家|\n|---|---|\n|李明|中国|", "混合mixed文本текст", "1、苹果\n2、香蕉\n3、橙子",
    "啊啊啊啊啊啊啊啊啊啊", "哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈", "مرحبا", "你好\u{0}世界", "e\u{301}\u{301}\u{301}\u{301}好",
    "\u{202E}反转文本", "[[[[[[[[好]]]]]]]]",
  ])
  func whatIsOddComesThrough(text: String) async throws {
    let result = try await translate(text)
    #expect(!result.text.isEmpty)
    #expect(result.text.split(separator: "\n").count == text.split(separator: "\n").count)
    #expect(result.text.utf8.count < 40 * text.utf8.count + 400)
  }

  @Test func tenThousandFullStops() async throws {
    let text = String(repeating: "。", count: 10_000)
    #expect(try await translate(text).text == text)
  }

  @Test func aMegabyteOfOneSentence() async throws {
    let text = String(repeating: "主席宣布会议开幕。", count: 1_000_000 / 27)
    let result = try await translate(text)
    #expect(result.sentences.count == 1_000_000 / 27)
    #expect(Set(result.sentences.map(\.text)).count == 1)
  }

  @Test func aMegabyteWithoutWords() async throws {
    let text = String(repeating: "=", count: 1_000_000)
    #expect(try await translate(text).text == text)
  }

  @Test(arguments: ["会", "a", "a "])
  func unbrokenText(unit: String) async throws {
    let text = String(repeating: unit, count: 20_000 / unit.utf8.count)
    let result = try await translate(text)
    #expect(!result.text.isEmpty)
    #expect(result.text.utf8.count < 10 * text.utf8.count)
  }

  @Test(arguments: ["非常", "，然后", "会议"])
  func whatRunsInCirclesIsTold(unit: String) async throws {
    let result = try await translate("这次会议" + String(repeating: unit, count: 60) + "重要。")
    let detector = RepetitionDetector()
    for sentence in result.sentences {
      // As often as the source says it, and half as often again, a translation may say it too.
      let allowed = (detector.loop(in: sentence.source)?.count ?? 0) * 3 / 2
      let loops = detector.loop(in: sentence.text).map { $0.count > allowed } ?? false
      #expect(!loops || result.hasWarnings, "\(sentence.text)")
      #expect(sentence.text.utf8.count < 2_000)
    }
  }

  @Test func whatIsCutIsTold() async throws {
    var options = ChineseToEnglish.greedy
    options.maximumLength = 3
    let result = try await ChineseToEnglish.shared.get().translate(
      "秘书处答复说，这个问题超出了报告的范围。", from: "zh", to: "en", options: options)
    let sentence = try #require(result.sentences.first)
    #expect(sentence.finishReason == .length)
    #expect(sentence.warnings.contains { $0.code == "length_limit" })
  }
}
