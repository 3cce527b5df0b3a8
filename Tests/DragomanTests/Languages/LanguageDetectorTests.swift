import Dragoman
import Foundation
import TestSupport
import Testing

@Suite struct LanguageDetectorTests {
  private let detector = LanguageDetector()

  static let cases: [(String, String)] = [
    ("你好", "zh"), ("早上好", "zh"), ("谢谢", "zh-Hans"), ("謝謝", "zh-Hant"), ("会议开始", "zh-Hans"),
    ("會議開始", "zh-Hant"),
    ("今天下午三点召开全体会议。", "zh-Hans"), ("今天下午三點召開全體會議。", "zh-Hant"),
    ("请访问 https://www.example.org/en/index.html 了解详情", "zh-Hans"),
    ("WIPO总干事发表讲话", "zh-Hans"), ("我們支持這項提案。", "zh-Hant"), ("人工智能与知识产权", "zh-Hans"), ("人工智慧與智慧財產權", "zh-Hant"),
    ("第一条 为了规范会议程序，制定本规则。", "zh-Hans"), ("他在东京买了一本书。", "zh-Hans"), ("台灣的天氣很熱", "zh-Hant"), ("否", "zh"),
    ("こんにちは", "ja"), ("会議を始めます。", "ja"), ("東京駅", "ja"), ("ありがとう", "ja"), ("カタカナ", "ja"), ("資料をご覧ください。", "ja"),
    ("気象庁は大雨警報を発表した。", "ja"),
    ("안녕하세요", "ko"), ("회의를 시작합니다.", "ko"), ("감사합니다", "ko"), ("大韓民國의 헌법은 민주공화국을 규정한다", "ko"),
    ("Hello", "en"), ("Thank you very much", "en"), ("The meeting was opened by the chair.", "en"),
    ("Yes", "en"), ("agenda", "en"), ("Annex", "en"),
    ("Good morning, everyone.", "en"), ("Bonjour", "fr"), ("Merci beaucoup", "fr"),
    ("La séance est ouverte.", "fr"), ("Nous approuvons le rapport.", "fr"),
    ("s'il vous plaît", "fr"), ("Gracias", "es"), ("Buenos días", "es"), ("Se abre la sesión.", "es"),
    ("La delegación apoya la propuesta.", "es"), ("¿Dónde está la sala?", "es"),
    ("Привет", "ru"), ("Спасибо", "ru"), ("Заседание открыто.", "ru"),
    ("Мы поддерживаем это предложение.", "ru"), ("Добрый день", "ru"),
    ("مرحبا", "ar"), ("شكرا جزيلا", "ar"), ("افتتحت الجلسة.", "ar"), ("نؤيد هذا الاقتراح.", "ar"),
    ("Obrigado", "pt"), ("A sessão está aberta.", "pt"),
    ("Bom dia a todos", "pt"), ("A delegação não apoia a proposta.", "pt"), ("Guten Tag", "de"),
    ("Die Sitzung ist eröffnet.", "de"), ("Vielen Dank", "de"),
    ("Wir unterstützen den Vorschlag.", "de"), ("Buongiorno a tutti", "it"), ("La seduta è aperta.", "it"),
    ("Grazie mille", "it"), ("Sosteniamo la proposta.", "it"),
    ("Дякую за увагу, це дуже важливо", "uk"), ("สวัสดีครับ", "th"), ("Καλημέρα σας", "el"),
    ("שלום לכולם", "he"), ("سلام، خوبی؟", "fa"), ("dank je wel", "nl"),
  ]

  @Test(arguments: cases)
  func tellsTheLanguage(text: String, code: String) throws {
    let found = detector.detect(text)
    #expect(found.first?.language.code == code, "\(found)")
    #expect(found.allSatisfy { $0.confidence > 0 && $0.confidence <= 1 })
  }

  @Test(arguments: [
    "", "   ", "12345", "😀👍🏽", "……", "2019-01-01", "https://www.example.org/", "\u{0}\u{1}", "---",
  ])
  func tellsNothingWhereNothingTells(text: String) {
    #expect(detector.detect(text).isEmpty)
  }

  @Test func neverTakesLongChineseForKorean() {
    let text = String(repeating: "委员会审议了秘书处编拟的文件并通过了各项建议。", count: 5_000)
    let found = detector.detect(text)
    #expect(found.first?.language == .simplifiedChinese)
    #expect((found.first?.confidence ?? 0) > 0.9)
    #expect(!found.contains { $0.language.code == "ko" })
  }

  @Test func judgesChineseThatQuotesEnglish() {
    #expect(detector.dominantLanguage(of: "我们使用 Continuous Integration 和 Deployment 工具")?.language == "zh")
    #expect(
      detector.dominantLanguage(of: "The Chinese word 你好 is used as a greeting every day by people")?.code
        == "en")
  }

  @Test func reportsBothLanguagesOfMixedText() {
    let found = detector.detect(
      "会议于上午开始，各代表团发言。 The meeting started in the morning and all the delegations spoke.")
    #expect(Set(found.prefix(2).map(\.language.language)) == ["zh", "en"])
  }

  @Test func looksAtABoundedPartOfLongText() {
    let text = String(repeating: "Das ist ein Satz über die Tagesordnung der Versammlung. ", count: 400_000)
    let time = ThreadTime.measure { #expect(detector.dominantLanguage(of: text)?.code == "de") }
    #expect(time < .seconds(10))
  }

  @Test func survivesBrokenBytes() {
    let text = String(
      decoding: [0xFF, 0xED, 0xA0, 0x80, 0x00, 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0xC3], as: UTF8.self)
    _ = detector.detect(text)
    var random = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      let bytes = (0..<200).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      _ = detector.detect(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Files `flores-dev.xx` of one sentence a line: in `$DRAGOMAN_QUALITY`, else beside the repository.
  private static let newsSentences: URL? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    let folder =
      ProcessInfo.processInfo.environment["DRAGOMAN_QUALITY"].map { URL(fileURLWithPath: $0) }
      ?? root.appendingPathComponent("../shared/quality").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("flores-dev.zh").path)
      ? folder : nil
  }()

  @Test(
    .enabled(if: newsSentences != nil),
    arguments: ["zh", "en", "fr", "es", "ru", "ar", "pt", "de", "ja", "ko"])
  func tellsNewsSentences(code: String) throws {
    let file = try #require(Self.newsSentences).appendingPathComponent("flores-dev.\(code)")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let wrong = lines.filter { detector.dominantLanguage(of: String($0))?.language != code }
    #expect(wrong.count * 100 <= lines.count, "\(wrong.count) of \(lines.count) lines")
  }
}
