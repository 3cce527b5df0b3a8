import Dragoman
import Testing

/// What surrounds a model that writes Chinese.
@Suite struct IntoChineseTests {
  @Test(arguments: [
    ("Software and maintenance", "软件和维护。", "软件和维护"),
    ("1.2 million", "120万。", "120万"),
    ("The meeting opened.", "会议开幕。", "会议开幕。"),
    ("Is it open?", "开了吗？", "开了吗？"),
    ("会议开幕", "會議開幕。", "會議開幕。"),
    ("Establish a working group;", "(b) 设立一个工作组；", "设立一个工作组；"),
    ("Establish a working group;", "（二）设立一个工作组；", "（二）设立一个工作组；"),
    ("(b) Establish it", "(b)设立", "(b)设立"),
    ("adopted the agenda (document I):", "通过了议程（文件一：", "通过了议程（文件一）："),
    ("adopted the agenda (document I).", "通过了议程(文件一。", "通过了议程(文件一)。"),
    ("adopted the agenda (document I).", "通过了议程（文件一）。", "通过了议程（文件一）。"),
  ])
  func repairs(source: String, translation: String, expected: String) {
    #expect(PunctuationRepair(source: source, spans: []).repaired(translation) == expected)
  }

  private func codes(_ source: String, _ target: String, to language: String = "zh") -> [String] {
    FidelityCheck(from: "en", to: language).warnings(
      source: source, translation: target, spans: ProtectedSpanDetector().spans(in: source)
    ).map(\.code)
  }

  @Test(arguments: [
    ("A total of 3.3 million applications were filed.", "共提出了330万件申请。"),
    ("The market will reach $1.2 trillion.", "市场规模将达到1.2万亿美元。"),
    ("It rose by 12 per cent.", "增长了12%。"), ("It rose by 12 per cent.", "增长了百分之十二。"),
    ("On 30 August 2024 it was issued.", "该文件于2024年8月30日发布。"),
    ("On August 30, 2024 it was issued.", "该文件于二〇二四年八月三十日发布。"),
    ("The third session and the 73rd session.", "第三届会议和第七十三届会议。"),
    ("The twenty-first century", "21世纪"), ("In the 1990s", "20世纪90年代"),
    ("From 12 to 15 million people live there.", "那里有1200万至1500万人。"),
    ("Between 12 and 15 million people live there.", "那里有1200万到1500万人。"),
    ("Half a million people came.", "来了50万人。"),
    ("One and a half million people came.", "来了150万人。"),
    ("Two and a half million people came.", "来了250万人。"),
    ("It has 120 million users and 12,500 servers.", "它有1.2亿用户和1.25万台服务器。"),
    ("At noon we eat.", "我们中午12点吃饭。"), ("The meeting begins at 3 p.m.", "会议于15时开始。"),
    ("Chapter II, paragraph 12", "第二章第12段"), ("A dozen delegations spoke.", "十几个代表团发了言。"),
    (
      "She works at the World Intellectual Property Organization.",
      "她在World Intellectual Property Organization工作。"
    ),
    (
      "She works at the Organization for Economic Co-operation and Development.",
      "她在Organization for Economic Co-operation and Development工作。"
    ),
    ("We use Microsoft Office.", "我们用Microsoft Office。"), ("Microsoft Word", "Microsoft Word"),
    ("We thank you, Chair.", "主席，谢谢你。"), ("See A/RES/70/1.", "见A/RES/70/1。"),
  ])
  func keepsQuiet(source: String, target: String) {
    #expect(codes(source, target) == [])
    #expect(codes(source, target, to: "zh-Hant") == [])
  }

  @Test(arguments: [
    ("A total of 3.3 million applications were filed.", "共提出了33万件申请。", "number_missing"),
    ("The market will reach $1.2 trillion.", "市场规模将达到1.2亿美元。", "number_unexpected"),
    ("The 73rd session", "第七十二届会议", "number_missing"),
    ("On 30 August 2024 it was issued.", "该文件于2024年9月30日发布。", "number_unexpected"),
    ("From 12 to 15 million people live there.", "那里有120万至1500万人。", "number_missing"),
    ("Half a million people came.", "来了500万人。", "number_unexpected"),
    ("Thank you very much.", "Thank you very much.", "untranslated"),
    (
      "The Committee considered the report and decided to go on.",
      "委员会 considered the report and decided to go on.", "source_script_left"
    ),
    (
      "The Committee considered the report of the office and decided to continue its work on data next year.",
      "委员会审议了办公室的报告，并就数据问题 decided to continue its work 明年。", "source_script_left"
    ),
  ])
  func warns(source: String, target: String, code: String) {
    #expect(codes(source, target).contains(code))
  }

  @Test(arguments: [
    ("It starts. Sit down.", ["会议开始。", "请就座。"], "会议开始。请就座。"),
    ("See A/74/1. Sit down.", ["见A/74/1。", "请就座。"], "见A/74/1。请就座。"),
    ("He said “yes.” Sit down.", ["他说“是”。", "请就座。"], "他说“是”。请就座。"),
  ])
  func sentencesStandSideBySide(source: String, translations: [String], expected: String) {
    for target in [LanguageTag.chinese, .simplifiedChinese, .traditionalChinese] {
      let segments = SentenceSegmenter(language: .english).segments(in: source)
      #expect(SentenceJoiner(target: target).join(segments, translations: translations) == expected)
    }
  }

  @Test func routesLeadThroughEnglish() throws {
    let models = ["zh-en:23", "en-zh:30", "fr-en:43", "en-fr:47", "pt-en:45", "en-pt:46"]
    let planner = RoutePlanner(try models.map(RoutePlannerTests.entry))
    func steps(_ from: String, _ to: String) throws -> [String]? {
      planner.plan(from: try LanguageTag(from), to: try LanguageTag(to), via: [])?.usual.steps.map {
        $0.model ?? $0.conversion?.rawValue ?? "?"
      }
    }
    #expect(try steps("en", "zh") == ["en-zh"])
    #expect(try steps("fr", "zh") == ["fr-en", "en-zh"] && steps("pt-BR", "zh") == ["pt-en", "en-zh"])
    #expect(try steps("en", "zh-Hant") == ["en-zh", "s2t"] && steps("en", "zh-TW") == ["en-zh", "s2twp"])
    #expect(try steps("fr", "zh-HK") == ["fr-en", "en-zh", "s2hk"])
    #expect(try steps("zh", "fr") == ["zh-en", "en-fr"] && steps("zh-TW", "zh") == ["tw2s"])
    let plan = planner.plan(from: try LanguageTag("fr"), to: .chinese, via: [])
    #expect(plan?.usual.quality == 21.5)
  }
}
