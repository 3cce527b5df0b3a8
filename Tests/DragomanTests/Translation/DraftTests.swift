import Dragoman
import Testing

@Suite struct DraftSharingTests {
  private static func shares(_ draft: String?, _ sources: [String]) throws -> [String?] {
    SentenceDrafts(draft, in: try LanguageTag("en"), for: sources).sentences
  }

  @Test func asManySentencesAreTakenInOrder() throws {
    let found = try Self.shares("The meeting is open.\n\nThank you. Goodbye.", ["会议开始了。", "谢谢。", "再见。"])
    #expect(found == ["The meeting is open.", "Thank you.", "Goodbye."])
  }

  @Test func aTextThatHasGrownKeepsItsBeginning() throws {
    #expect(try Self.shares("The meeting is open.", ["会议开始了。", "谢谢。"]) == ["The meeting is open.", nil])
    #expect(try Self.shares("", ["会议开始了。"]) == [nil])
    #expect(try Self.shares(nil, ["会议开始了。"]) == [nil])
    #expect(try Self.shares("No source.", []) == [])
  }

  @Test func sentencesTooManyGoWhereTheyStand() throws {
    let found = try Self.shares(
      "It is late. The committee adopted the agenda. It heard the delegations.",
      ["晚了。", "委员会通过了议程并听取了代表团的意见。"])
    #expect(found == ["It is late.", "The committee adopted the agenda. It heard the delegations."])
  }

  @Test func spansGiveWayToTheirStandIns() throws {
    let source = "请参阅文件A/RES/70/1第12段。"
    let spans = ProtectedSpanDetector().spans(in: source)
    let masked = MaskedSentence(masking: source, spans: spans)
    let standIn = try #require(masked.standIns.first).text
    #expect(masked.masking(draft: "See A/RES/70/1, paragraph 12.") == "See \(standIn), paragraph 12.")
    #expect(masked.masking(draft: "See paragraph 12.") == "See paragraph 12.")
  }
}

/// A draft changes the time, never the translation.
@Suite(.enabled(if: ChineseToEnglish.isInstalled))
struct DraftTests {
  private static let sentences = [
    "主席宣布会议开幕。", "我们支持这项建议，但认为需要更多时间。", "请参阅文件A/RES/70/1第12段。", "谢谢。",
    "秘书处答复说，这个问题超出了报告的范围，但可以在下一份报告中加以讨论，届时将邀请各代表团提交意见。",
    "2023年共提交了330万件申请。", "数据必须在本地处理。", "下午的会议改在三楼举行。", "好的！",
    "委员会听取了六个代表团的发言，随后通过了经修订的议程。", "请把附件（见https://example.org/a）发给各位同事。",
    "报告指出，去年的支出比预算少百分之十二。", "由于天气原因，原定的参观活动推迟到星期五。",
    "她在发言中强调了教育和培训的重要性。", "新系统将于下月投入使用。", "各代表团可以在午餐前提交书面意见。",
    "图书馆收藏了三万多册外文书籍。", "这条河流经五个省，最后注入大海。", "技术小组建议采用开放标准。",
    "会议于下午六时十分休会。",
  ]

  @Test func theTranslationIsThatWithoutADraft() async throws {
    let translator = try ChineseToEnglish.translator(threads: 2)
    var options = ChineseToEnglish.greedy
    options.returnsAlignment = true
    let expected = try await translator.translate(Self.sentences, from: "zh", to: "en", options: options)
    let own = expected.map(\.text)
    let halves = own.map { String($0.prefix($0.count / 2)) }
    let revised = own.map { $0.replacing(" the ", with: " ") }
    let nonsense = own.map { _ in "\u{1F30B} </s> <s> 龘 X1 X1" }
    let cases: [[String?]] = [own, own.reversed(), halves, revised, nonsense, [nil, "No."]]
    for drafts in cases {
      let found = try await translator.translate(
        Self.sentences, from: "zh", to: "en", options: options, drafts: drafts)
      #expect(found.map(\.text) == expected.map(\.text))
      #expect(found.map(\.sentences) == expected.map(\.sentences))
    }
    for (sentence, result) in zip(Self.sentences, expected).prefix(6) {
      let alone = try await translator.translate(
        sentence, from: "zh", to: "en", options: options, draft: result.text)
      #expect(alone.sentences == result.sentences)
    }
  }

  @Test func aDocumentTakesADocument() async throws {
    let translator = try ChineseToEnglish.shared.get()
    let text = Self.sentences.prefix(6).joined() + "\n\n" + Self.sentences.suffix(3).joined()
    let expected = try await translator.translate(
      text, from: "zh", to: "en", options: ChineseToEnglish.greedy)
    let found = try await translator.translate(
      text, from: "zh", to: "en", options: ChineseToEnglish.greedy, draft: expected.text)
    #expect(found.text == expected.text)
    #expect(found.sentences == expected.sentences)
  }

  /// What has been shown already is gone on from, whatever the search.
  @Test(arguments: [1, 4]) func aPrefixIsTheBeginning(beamSize: Int) async throws {
    let translator = try ChineseToEnglish.translator(threads: 2)
    var options = ChineseToEnglish.greedy
    options.beamSize = beamSize
    let source = "请参阅文件A/RES/70/1第12段，委员会通过了经修订的议程。"
    for prefix in ["Please see", "Members should refer to A/RES/70/1,", "The"] {
      let result = try await translator.translate(
        source, from: "zh", to: "en", options: options, prefix: prefix)
      #expect(result.text.hasPrefix(prefix) && result.text.contains("A/RES/70/1"), "\(result.text)")
      #expect(result.text.contains("agenda") && result.text.count > prefix.count + 20, "\(result.text)")
    }
    let free = try await translator.translate(source, from: "zh", to: "en", options: options)
    let words = free.text.split(separator: " ").prefix(4).joined(separator: " ")
    let led = try await translator.translate(source, from: "zh", to: "en", options: options, prefix: words)
    if beamSize == 1 { #expect(led.text == free.text) }
  }
}
