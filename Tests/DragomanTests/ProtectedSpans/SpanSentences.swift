import TestSupport

/// Sentences with protected spans, made from templates.
package enum SpanSentences {
  /// A sentence and the spans put into it, in order.
  package struct Sample: Sendable {
    package let text: String
    package let spans: [String]
  }

  /// `count` Chinese sentences with one to four spans each; the same for the same seed.
  package static func samples(count: Int = 300, seed: UInt64 = 2019) -> [Sample] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in fill(templates[index % templates.count], with: &random) }
  }

  /// The same in English.
  package static func englishSamples(count: Int = 300, seed: UInt64 = 2026) -> [Sample] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      let template = englishTemplates[index % englishTemplates.count]
      let body = englishBodies.randomElement(using: &random) ?? "Committee"
      return place(in: template.replacing("Committee", with: body), after: "", with: &random)
    }
  }

  private static func fill(_ template: String, with random: inout SeededGenerator) -> Sample {
    var opening = ""
    if let first = template.first, template.count > 3, first != "Μ", first != "（", Bool.random(using: &random)
    {
      opening = openings.randomElement(using: &random) ?? ""
    }
    let body = bodies.randomElement(using: &random) ?? "委员会"
    return place(in: template.replacing("委员会", with: body), after: opening, with: &random)
  }

  private static func place(
    in template: String, after opening: String, with random: inout SeededGenerator
  ) -> Sample {
    var text = opening
    var spans: [String] = []
    for character in template {
      guard let pool = pools[character] else {
        text.append(character)
        continue
      }
      // A sentence holds no span twice, so that each can be counted in the translation.
      let fresh = pool.filter { candidate in
        !spans.contains { $0.contains(candidate) || candidate.contains($0) }
      }
      guard let span = fresh.randomElement(using: &random) else { continue }
      spans.append(span)
      text += span
    }
    return Sample(text: text, spans: spans)
  }

  /// Each capital in Greek is a place for a span of one kind.
  private static let pools: [Character: [String]] = [
    "Δ": [
      "WIPO/IP/AI/GE/19/1", "A/RES/70/1 Rev.2", "S/PV.9000", "E/CN.4/2005/1/Add.1", "PCT/CN2020/123456",
      "CDIP/24/8", "ISO/IEC 27001", "ST.26", "A/CONF.62/122", "SCCR/39/4 Corr.1", "A/HRC/RES/16/18",
    ],
    "Υ": [
      "https://www.example.org/meetings/2019/en/doc.pdf", "https://example.org/a?b=1&c=2#d",
      "www.example.org/docs", "http://example.int/wiki/Data_(computing)",
      "https://example.net:8443/~x/%E4%B8%AD",
    ],
    "Ε": ["secretariat@example.org", "first.last+tag@mail.example.int"],
    "Μ": ["[footnoteRef:2]", "[^3]", "[12]", "[footnoteRef:17]", "[^note-1]"],
    "Π": ["{name}", "%s", "{{user}}", "${HOME}", "%(count)d", "{0}", "%1$d", "%@", "$USER_ID"],
    "Κ": ["`swift build`", "`nil`", "`a / b`", "``x`y``"],
    "Φ": ["/etc/dragoman/config.json", "C:\\Data\\a.txt", "README.md", "Sources/App/main.swift"],
    "Ι": ["550e8400-e29b-41d4-a716-446655440000", "0x80070002", "d41d8cd98f00b204", "CN101234567A"],
    "Η": ["@example_org", "#AI4Good", "#OpenData"],
    "Τ": ["<x id=\"1\"/>", "<br/>", "<ph name='n'/>"],
  ]

  private static let openings = [
    "此外，", "会上，", "秘书处指出，", "正如主席所说，", "2019年9月，", "据报道，", "在议程第5项下，", "与此同时，",
    "一个发展中国家的代表说，", "1. ", "（a）", "为此，",
  ]

  private static let bodies = ["委员会", "工作组", "大会", "理事会", "专家组", "常设委员会"]

  private static let templates = [
    "请参阅文件Δ，其中载有秘书处编写的详细说明。",
    "委员会在第七十三届会议上通过了Δ号决议。",
    "文件Δ和Δ已提交各代表团审议。",
    "主席请各代表团就Δ第12段发表意见Μ。",
    "Δ由秘书处于2019年9月27日发布，供委员会审议。",
    "如需更多信息，请访问Υ。",
    "会议的全部文件见Υ，也可以发送电子邮件至Ε索取。",
    "（见Υ。）",
    "登记表应在10月15日之前发送至Ε。",
    "申请量从2010年的200万件增加到2018年的330万件Μ。",
    "专家们认为Μ，数据的质量十分重要，需要继续研究Μ。",
    "该代表团支持Δ所载的提案，并建议与Δ一并审议。",
    "尊敬的Π，您的订单Π已经发货。",
    "共有Π个文件需要处理，已完成Π个。",
    "系统无法找到Φ，请检查路径是否正确。",
    "请运行Κ命令，然后打开Φ。",
    "变量Π的值不能为空，否则Κ会返回错误。",
    "在Φ中可以找到程序的配置。",
    "用户标识符是Ι，请妥善保管。",
    "关注Η，并使用话题Η参与讨论。",
    "Δ",
    "Υ",
    "Π：欢迎使用本系统！",
    "根据Υ公布的数据，预算总额约为90亿瑞士法郎Μ。",
    "各成员国就Δ第5段和Δ第12段所载的建议交换了意见，但未能达成一致。",
    "秘书处解释说，由于时间限制，Δ尚未翻译成所有语文，但很快将在网站Υ上提供，届时代表团可向Ε提出意见Μ。",
    "点击Τ查看详细信息。",
    "Μ主席感谢各代表团的建设性发言。",
    "会议通过了议程ΔΜ。",
    "有的代表团问，为什么Δ没有提到发展中国家的需要？",
    "第二章（见Δ）介绍了背景情况。",
    "主席说：“我们将在下午3时继续讨论Δ。”",
    "工作组商定，将于2021年上半年举行下一届会议，详见Υ；有关问题可与Ε联系。",
    "文件的校验值为Ι，下载地址为Υ。",
    "Δ取代了Δ，后者不再有效。",
    "“Π”字段是必填项，长度不得超过Π个字符。",
    "代表团要求将其发言全文附于Δ之后，并请秘书处在Υ上公布。",
    "首先，我要感谢秘书处编写了Δ；其次，我想就Μ和Μ作出澄清。",
    "本标准符合Δ的要求，并与Δ保持一致。",
    "把Κ改为Κ可以解决这个问题。",
    "数据Μ显示，发展中国家的申请人所占比例上升了12%，详情见Δ附件二。",
    "请将Φ复制到Φ，再用Κ检查一遍。",
    "订单Ι的状态是Π，如有疑问请写信给Ε。",
    "会议记录将以Δ的编号发布在Υ上，并通过Η通知各位与会者Μ。",
    "在讨论过程中，有代表团提到Δ、Δ和Δ，并要求予以更新。",
    "为方便起见Μ，本文件将二者统称为“数据”Μ。",
    "错误Ι表示文件Φ已经损坏。",
    "下一次会议的日期是Π，地点是Π。",
  ]

  private static let englishBodies = [
    "Committee", "Working Group", "General Assembly", "Council", "Secretariat", "Conference",
  ]

  private static let englishTemplates = [
    "Please refer to document Δ, which contains a detailed explanation prepared by the Secretariat.",
    "The Committee adopted resolution Δ at its last session.",
    "Documents Δ and Δ were submitted to the delegations for consideration.",
    "The Chair invited delegations to comment on paragraph 12 of ΔΜ.",
    "Δ was issued by the Secretariat on 27 September 2019 for the attention of the Committee.",
    "For more information, visit Υ.",
    "All documents of the meeting are available at Υ, or can be requested by writing to Ε.",
    "(See Υ.)",
    "The registration form should be sent to Ε before 15 October.",
    "The number of applications rose from 2 million in 2010 to 3.3 million in 2018Μ.",
    "The experts held that the quality of the data was importantΜ and that more study was neededΜ.",
    "The Delegation supported the proposal contained in Δ.",
    "Dear Π, your order Π has been sent.",
    "Π files were found and Π were processed.",
    "The system cannot find Φ.",
    "Run the command Κ and then open Φ.",
    "The value of Π must not be empty, otherwise Κ returns an error.",
    "The configuration of the program is in Φ.",
    "The user identifier is Ι.",
    "Follow Η and join the discussion under Η.",
    "Δ",
    "Υ",
    "Π: welcome to the system!",
    "According to the figures published at Υ, the budget is about 9 billion Swiss francsΜ.",
    "The Member States exchanged views on paragraph 5 of Δ but could not reach agreement.",
    "The Secretariat explained that, owing to lack of time, Δ had not yet been translated.",
    "Click Τ for details.",
    "The Chair thanked the delegations for their constructive statementsΜ.",
    "The Committee adopted the agenda ΔΜ.",
    "Some delegations asked why Δ did not mention the needs of developing countries.",
    "Chapter II (see Δ) describes the background.",
    "The next session will be held in the first half of 2021; see Υ for details.",
    "The checksum of the file is Ι and its address is Υ.",
    "Δ replaces Δ, which is no longer valid.",
    "The field “Π” is required and must not exceed Π characters.",
    "This standard complies with Δ and is consistent with Δ.",
    "Replacing Κ with Κ solves the problem.",
    "Copy Φ to Φ and check it again with Κ.",
    "The status of order Ι is Π; please write to Ε if you have any questions.",
    "During the discussion, delegations referred to Δ, Δ and Δ.",
    "Error Ι means that the file Φ is damaged.",
    "The next meeting will be held on Π in Π.",
  ]
}
