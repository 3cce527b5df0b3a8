import Documents
import Dragoman
import Foundation
import Testing

enum InstalledModels {
  static let hasChineseToEnglish =
    (try? ModelStore().installedModels().contains { $0.from == "zh" && $0.to == "en" }) ?? false
}

/// With the models of this machine.
@Suite(.enabled(if: InstalledModels.hasChineseToEnglish))
struct RealTranslationTests {
  private static let shared = Result { try Translator() }

  private func translate(_ text: String, format: String) async throws -> TranslatedDocument {
    try await DocumentTranslator(engine: TranslatorEngine(try Self.shared.get())).translate(
      DocumentSource(Data(text.utf8)), format: format,
      options: DocumentOptions(source: .chinese, target: .english))
  }

  @Test func filesAndTextsSayTheSame() async throws {
    let text = "主席宣布会议开幕。谢谢。\n\n  1. 我们支持这项建议[1]，但认为需要更多时间。\r\n背　景\n| 姓名 | 国家 |\n♪\n"
    let expected = try await Self.shared.get().translate(text, from: "zh", to: "en").text
    #expect(try await String(decoding: translate(text, format: "txt").bytes, as: UTF8.self) == expected)
  }

  @Test func sentencesGoBackOntoTheirCues() async throws {
    let file = TranscriptMaker.chineseSession(cues: 40)
    let result = try await translate(file, format: "srt")
    let written = String(decoding: result.bytes, as: UTF8.self)
    #expect(written.timeLines == file.timeLines)
    #expect(written.components(separatedBy: "\n\n").allSatisfy { $0.split(separator: "\n").count >= 3 })
    // No cue ends in an article.
    #expect(!written.contains(" the\n\n") && !written.contains(" of\n\n"))
  }

  @Test func tagsDoNotChangeTheTranslation() async throws {
    let plain = "会议由主席主持，秘书处介绍了关于数据保护的报告。各代表团支持这项建议。"
    let html = "<p>会议由<b>主席</b>主持，秘书处介绍了<a href=\"r\">关于\n数据保护的报告</a>。<i>各代表团支持这项建议。</i></p>"
    let expected = try await Self.shared.get().translate(plain, from: "zh", to: "en").text
    let result = try await translate(html, format: "html")
    #expect(result.units.map(\.text) == [expected])
    let written = String(decoding: result.bytes, as: UTF8.self)
    for tag in ["<b>", "</b>", "<a href=\"r\">", "</a>", "<i>", ".</i></p>"] {
      #expect(written.count(of: tag) == 1)
    }
    #expect(result.report.warnings.allSatisfy { !$0.message.isEmpty })
  }
}
