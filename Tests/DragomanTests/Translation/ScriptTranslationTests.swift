import Dragoman
import Foundation
import Testing

/// Simplified to Traditional Chinese and back, which needs no model.
@Suite struct ScriptTranslationTests {
  private let translator: Translator

  init() throws {
    let home = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-none-\(UUID().uuidString)")
    translator = try Translator(store: ModelStore(home: home, catalogue: try .builtIn()))
  }

  private func convert(_ text: String, _ from: String?, _ to: String) async throws -> Translation {
    try await translator.translate(text, from: from, to: to)
  }

  @Test func nothingButCharactersChanges() async throws {
    let text = "　　第一条  会议文件\r\n\r\n1.\t代表们说：“请看文件A/RES/70/1。” 谢谢！\n\n（一）发展议程[1]\u{2028}{名}结束\n"
    let result = try await convert(text, "zh-Hans", "zh-Hant")
    #expect(
      result.text
        == "　　第一條  會議文件\r\n\r\n1.\t代表們說：“請看文件A/RES/70/1。” 謝謝！\n\n（一）發展議程[1]\u{2028}{名}結束\n")
    #expect(result.from == "zh-Hans" && result.to == "zh-Hant")
    #expect(result.route.steps.map(\.conversion) == [.simplifiedToTraditional])
    #expect(result.sentences.allSatisfy { $0.finishReason == .copied && $0.pivots.isEmpty })
  }

  @Test func regionsHaveTheirOwnWords() async throws {
    #expect(try await convert("软件", "zh-Hans", "zh-TW").text == "軟體")
    #expect(try await convert("软件", "zh-CN", "zh-HK").text == "軟件")
    #expect(try await convert("軟體", "zh-TW", "zh-Hans").text == "软体")
    let twice = try await convert("這裏的羣衆", "zh-HK", "zh-TW")
    #expect(twice.route.steps.map(\.conversion) == [.hongKongToTraditional, .traditionalToTaiwan])
    #expect(twice.text == "這裡的群眾")
  }

  @Test func theScriptOfTheSourceIsDetected() async throws {
    let simplified = try await convert("代表們應當繼續研究這個問題。", nil, "zh-Hans")
    #expect(simplified.text == "代表们应当继续研究这个问题。" && simplified.from == "zh-Hant")
    let traditional = try await convert("代表们应当继续研究这个问题。", nil, "zh-Hant")
    #expect(traditional.text == "代表們應當繼續研究這個問題。" && traditional.from == "zh-Hans")
  }

  @Test func ofNoSaidScriptOnlyWhatNeedsItIsConverted() async throws {
    let mixed = try await convert("秘书处继续研究。秘書處繼續研究。", "zh", "zh-Hans")
    #expect(mixed.text == "秘书处继续研究。秘书处继续研究。")
    #expect(mixed.route.steps.map(\.conversion) == [.traditionalToSimplified])
    let done = try await convert("秘书处继续研究。", "zh", "zh-Hans")
    #expect(done.text == "秘书处继续研究。" && done.route.steps.isEmpty)
    #expect(try await convert("秘書處繼續研究。乾隆。", "zh", "zh-Hant").text.hasPrefix("秘書處繼續研究。"))
  }

  @Test func theSameAloneAndInADocument() async throws {
    let sentences = ["我们支持这项建议。", "头发发白了。", "谢谢。", "請參閱A/74/1。"]
    let document = try await convert(sentences.joined(separator: "\n"), "zh", "zh-Hant")
    var alone: [SentenceTranslation] = []
    for sentence in sentences { alone += try await convert(sentence, "zh", "zh-Hant").sentences }
    #expect(document.sentences == alone)
    #expect(document.text == alone.map(\.text).joined(separator: "\n"))
  }

  @Test(arguments: ["", "\n", "。", "12345", "Hello", "\u{0}", "😀\r\n"])
  func whatIsNotChineseStays(text: String) async throws {
    #expect(try await convert(text, "zh-Hans", "zh-Hant").text == text)
  }
}
