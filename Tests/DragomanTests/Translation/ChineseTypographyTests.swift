import Dragoman
import TestSupport
import Testing

@Suite struct ChineseTypographyTests {
  /// `translation` of a sentence with `source`'s spans, stand-ins in their places, as it is printed.
  private func set(_ source: String, _ translation: String) -> RestoredSentence {
    let masked = MaskedSentence(masking: source, spans: ProtectedSpanDetector().spans(in: source))
    return ChineseTypography(masked.restoreInsertingMissing(translation, spacing: .unspaced)).set()
  }

  @Test(arguments: [
    ("会议开幕了.", "会议开幕了。"), ("会议开幕了 .", "会议开幕了。"), ("会议 开幕 了。", "会议开幕了。"),
    ("委员会指出, 有三项议题: 软件, 数据和培训.", "委员会指出，有三项议题：软件，数据和培训。"),
    ("是否同意? 同意!", "是否同意？同意！"), ("第一项; 第二项", "第一项；第二项"),
    ("2024 年 8 月 30 日", "2024年8月30日"), ("共有 3,300 件", "共有3,300件"),
    ("上午10:30开会,比例为3:1.", "上午10:30开会，比例为3:1。"), ("2024, 委员会", "2024，委员会"),
    ("增长了4.7%.", "增长了4.7%。"), ("预算为3.5.", "预算为3.5。"), ("文件.docx", "文件.docx"),
    ("他说, \"同意\".", "他说，“同意”。"), ("5\"的屏幕", "5\"的屏幕"),
    ("产权组织 (WIPO) 的报告", "产权组织（WIPO）的报告"), ("WIPO (产权组织)", "WIPO（产权组织）"),
    ("报告 (2024) 已发布", "报告（2024）已发布"), ("第5(b)条和第3(1)款", "第5(b)条和第3(1)款"),
    ("函数f(x)的值", "函数f(x)的值"), ("(见附件）", "（见附件）"), ("说明)的", "说明)的"),
    ("等等... 会议", "等等……会议"), ("会议......", "会议……"),
    ("由 World Wide Web 提供", "由World Wide Web提供"), ("他是 Smith, J. 先生", "他是Smith, J.先生"),
    ("来自 WIPO.", "来自WIPO。"), ("某公司 Example Ltd.", "某公司Example Ltd."), ("在美国 U.S.", "在美国U.S."),
    ("World Wide Web, and so on.", "World Wide Web, and so on."), ("", ""), ("。", "。"), ("好", "好"),
  ])
  func setsMarksAndSpaces(translation: String, expected: String) {
    #expect(set("", translation).text == expected)
    // What is set already stays.
    #expect(set("", expected).text == expected)
  }

  @Test(arguments: [
    ("See A/RES/70/1.", "见 X1 .", "见A/RES/70/1。"),
    ("See A/RES/70/1.", "见X1。", "见A/RES/70/1。"),
    ("See A/74/1, A/74/2.", "见 X1, X2.", "见A/74/1，A/74/2。"),
    ("See A/74/1: {name}, please wait.", "见 X1: X2, 请稍候.", "见A/74/1：{name}，请稍候。"),
    ("The file `中文, 代码 .` is here.", "文件 X1 在这里.", "文件`中文, 代码 .`在这里。"),
    ("Experts hold[^3], data matter.", "专家认为 (71) , 数据重要.", "专家认为[^3]，数据重要。"),
    ("Data matter.[^3]", "数据重要.", "数据重要。[^3]"),
    ("Click <b>here</b> to go on.", "点击 (71) 这里 (72) 继续 .", "点击<b>这里</b>继续。"),
    ("The report (A/74/1) is out.", "报告 (X1) 已发布.", "报告（A/74/1）已发布。"),
    ("See https://example.org/a for more.", "更多信息见 X1 .", "更多信息见https://example.org/a。"),
  ])
  func spansStayByteForByte(source: String, translation: String, expected: String) {
    let sentence = set(source, translation)
    #expect(sentence.text == expected)
    #expect(sentence.isComplete)
    let bytes = Array(sentence.text.utf8)
    for placement in sentence.placements {
      #expect(bytes[placement.range].elementsEqual(placement.span.text.utf8))
    }
    #expect(sentence.placements.count == ProtectedSpanDetector().spans(in: source).count)
  }

  @Test func nestedBracketsAreLinear() {
    let text = "好" + String(repeating: "(", count: 50_000) + String(repeating: ")", count: 50_000)
    let elapsed = ThreadTime.measure { _ = set("", text) }
    #expect(elapsed < .seconds(10))
  }

  @Test(arguments: [" ", ".", ",", "(", ")", "\"", "好 ", "好.", "（)", ".)", "A."]) func isLinear(
    _ unit: String
  ) {
    let text = "好" + String(repeating: unit, count: 100_000 / unit.utf8.count)
    let elapsed = ThreadTime.measure { _ = set("", text) }
    #expect(elapsed < .seconds(10))
  }
}
