import Dragoman
import TestSupport
import Testing

@Suite struct FidelityCheckTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    var source: String
    var target: String
    var code: String?
    var from = "zh"
    var to = "en"
    var testDescription: String { "\(source) | \(target)" }

    init(_ source: String, _ target: String, _ code: String? = nil, from: String = "zh", to: String = "en") {
      self.source = source
      self.target = target
      self.code = code
      self.from = from
      self.to = to
    }

    var codes: Set<String> {
      let spans = ProtectedSpanDetector().spans(in: source)
      let check = FidelityCheck(from: from, to: to)
      return Set(check.warnings(source: source, translation: target, spans: spans).map(\.code))
    }
  }

  @Test(arguments: faithful) func keepsQuiet(_ pair: Pair) {
    #expect(pair.codes == [])
  }

  @Test(arguments: unfaithful) func warns(_ pair: Pair) {
    #expect(pair.codes.contains(pair.code ?? ""))
  }

  @Test func saysWhere() throws {
    let source = "预算为90亿。"
    let warnings = FidelityCheck(from: "zh", to: "en").warnings(
      source: source, translation: "The budget is 90 billion.")
    #expect(warnings.contains(.numberMissing(value: 9e9, range: 9..<14)))
    #expect(warnings.contains(.numberUnexpected(value: 9e10, range: 14..<24)))
  }

  @Test func spansAreNoNumbersAndNoForeignScript() {
    let source = "见[12]和`中文代码`。"
    let spans = ProtectedSpanDetector().spans(in: source)
    let check = FidelityCheck(from: "zh", to: "en")
    #expect(check.warnings(source: source, translation: "See [12] and `中文代码`.", spans: spans) == [])
  }

  @Test func namesMissingAndRepeatedSpans() {
    let source = "A/74/1和A/74/10。"
    let spans = ProtectedSpanDetector().spans(in: source)
    let check = FidelityCheck(from: "zh", to: "en")
    #expect(spans.count == 2)
    let warnings = check.warnings(source: source, translation: "A/74/10 and A/74/10.", spans: spans)
    #expect(warnings.contains(.spanMissing(spans[0])))
    #expect(warnings.contains(.spanDuplicated(spans[1], ranges: [0..<7, 12..<19])))
  }

  @Test(arguments: ["一", "1", "1,", "one ", "a", "{", "第"]) func isLinear(_ unit: String) {
    let text = String(repeating: unit, count: 200_000 / unit.utf8.count)
    let elapsed = ThreadTime.measure {
      _ = FidelityCheck(from: "zh", to: "en").warnings(source: text, translation: text)
    }
    #expect(elapsed < .seconds(20))
  }

  static let faithful: [Pair] = [
    Pair("预算总额约为90亿瑞士法郎。", "The total budget is approximately SwF 9 billion."),
    Pair("从200万件增加到330万件。", "It rose from 2 million to 3.3 million."),
    Pair("委员会第七十三届会议", "Seventy-third session of the Committee"),
    Pair("委员会第七十三届会议", "73rd session of the Committee"),
    Pair("2019年9月27日", "27 September 2019"),
    Pair("2019年9月27日", "2019-09-27"),
    Pair("上升了12%。", "It rose by 12 per cent."),
    Pair("百分之五十的代表", "Fifty per cent of the representatives"),
    Pair("百分之五十的代表", "50% of the representatives"),
    Pair("二〇一九年的报告", "The report for 2019"),
    Pair("三百万人", "Three million people"),
    Pair("一百二十三名代表", "One hundred and twenty-three representatives"),
    Pair("十万人参加。", "A total of 100,000 people took part."),
    Pair("1,234,567个单位", "1,234,567 units"),
    Pair("1.2万亿美元", "$1.2 trillion"),
    Pair("1万5千人", "15,000 people"),
    Pair("30-40万人", "300,000 to 400,000 people"),
    Pair("20世纪90年代的政策", "The policies of the 1990s"),
    Pair("20 世纪 70 年代的政策", "The policies of the 1970s"),
    Pair("每隔二三十分钟", "Every 20 to 30 minutes"),
    Pair("19世纪30年代的革命", "The revolution of the 1830s"),
    Pair("过去二十年", "The past two decades"),
    Pair("新冠疫情", "The COVID-19 pandemic"),
    Pair("11 点开会。", "The meeting began at 11:00."),
    Pair("21世纪的挑战", "The challenges of the twenty-first century"),
    Pair("下午3时复会。", "The meeting resumed at 3 p.m."),
    Pair("会议于15时30分开始。", "The meeting began at 3.30 p.m."),
    Pair("上午10:30开会。", "The meeting was called to order at 10.30 a.m."),
    Pair("他们一致认为十分重要。", "They agreed that it was very important."),
    Pair("一些代表团提出了一个建议。", "Some delegations made a proposal."),
    Pair("数百万人受到影响。", "Millions of people are affected."),
    Pair("两国都同意。", "Both countries agreed."),
    Pair("四川省的企业", "Enterprises in Sichuan Province"),
    Pair("第三方的权利", "The rights of third parties"),
    Pair("第二章介绍背景。", "Chapter II gives the background."),
    Pair("一、会议开幕", "I. Opening of the session"),
    Pair("三个代表团发了言。", "Three delegations took the floor."),
    Pair("万一失败，请联系我们。", "Should it fail, please contact us."),
    Pair("三分之二的成员", "Two thirds of the members"),
    Pair("1/2的人同意。", "Half of the people agreed."),
    Pair("有1个问题。", "There is a question."),
    Pair("全天24小时", "24 hours a day"),
    Pair("提高了3个百分点", "It rose by 3 percentage points"),
    Pair("长5千米", "Five kilometres long"),
    Pair("三点五亿元", "350 million yuan"),
    Pair("COVID-19疫情", "The COVID-19 pandemic"),
    Pair("是。", "That is so."),
    Pair("谢谢主席。", "I thank you, Chairman."),
    Pair("The budget is 9 billion.", "预算为90亿。", from: "en", to: "zh"),
    Pair("Its seventy-third session", "第七十三届会议", from: "en", to: "zh"),
    Pair("In 2019, 3.3 million applications were filed.", "2019年提出了330万件申请。", from: "en", to: "zh"),
    Pair("预算为90亿。", "Le budget est de 9 milliards.", to: "fr"),
    Pair("共有1,234.5吨。", "Il y a 1 234,5 tonnes.", to: "fr"),
    Pair("从200万增加到330万。", "Рост с 2 миллионов до 3,3 миллиона.", to: "ru"),
    Pair("OK", "OK"),
    Pair("哈哈哈哈哈哈哈哈", "Ha ha ha ha ha ha ha ha"),
    Pair("π的值是α。", "The value of π is α."),
    Pair("https://example.org/中", "https://example.org/中"),
    Pair("见A/74/1。", "See A/74/1."),
    Pair("", ""),
  ]

  static let unfaithful: [Pair] = [
    Pair("预算总额约为90亿瑞士法郎。", "The total budget is approximately SwF 90 billion.", "number_missing"),
    Pair("预算总额约为90亿瑞士法郎。", "The total budget is approximately SwF 90 billion.", "number_unexpected"),
    Pair("委员会第七十三届会议", "Seventy-second session of the Committee", "number_missing"),
    Pair("2019年9月27日", "27 September 2018", "number_missing"),
    Pair("2019年9月27日", "27 October 2019", "number_missing"),
    Pair("上升了12%。", "It rose by 21 per cent.", "number_missing"),
    Pair("上升了很多。", "It rose by 21 per cent.", "number_unexpected"),
    Pair("三百万人", "Three thousand people", "number_missing"),
    Pair("百分之五十的代表", "Most of the representatives", "number_missing"),
    Pair("三个代表团发了言。", "Some delegations took the floor.", "number_missing"),
    Pair("1.2万亿美元", "$1.2 billion", "number_missing"),
    Pair("19世纪30年代的革命", "The revolution of the 1930s", "number_missing"),
    Pair("每小时 3000 英里", "300 miles per hour", "number_missing"),
    Pair("从2010年到2018年", "From 2010", "number_missing"),
    Pair(
      "In 2019, 3.3 million applications were filed.", "2019年提出了33万件申请。", "number_missing", from: "en",
      to: "zh"),
    Pair("预算为90亿。", "Le budget est de 90 milliards.", "number_missing", to: "fr"),
    Pair("主席感谢各代表团。", "主席感谢各代表团。", "untranslated"),
    Pair("主席感谢各代表团。", "The Chair thanked 各代表团.", "source_script_left"),
    Pair(
      "The meeting is adjourned until tomorrow", "The meeting is adjourned until tomorrow", "untranslated",
      from: "en", to: "zh"),
    Pair(
      "The Chair thanked all of the delegations.", "The Chair thanked all of the delegations.",
      "untranslated", from: "en", to: "fr"),
    Pair(
      "我们讨论了报告。", "We discussed the report, the report, the report, the report, the report.", "repetition"),
    Pair("你好", "Hello hello hello hello hello hello hello hello", "repetition"),
    Pair("委员会审议了秘书处编写的关于人工智能和知识产权政策的文件，并就今后的工作交换了意见。", "Yes.", "too_short"),
    Pair("好。", "The Committee considered the document prepared by the Secretariat on policy.", "too_long"),
    Pair("委员会审议了秘书处编写的文件。", "", "too_short"),
    Pair("见A/74/1。", "See A/74/2.", "span_missing"),
    Pair("见A/74/1。", "See A/74/1 and A/74/1.", "span_duplicated"),
    Pair("见[footnoteRef:2]。", "See [footnoteref:2].", "span_missing"),
    Pair(
      "我们在会上讨论了若干问题，没有达成一致意见，因此商定下次再议。",
      """
      The members of the group met here and did not agree, so the members of the group met here and did not \
      agree while the members of the group met here and did not agree because the members of the group met \
      here and did not agree.
      """,
      "repetitive"),
  ]
}
