/// Sentences with marked words, and what the marks may stand around in the translation: judged by hand.
enum TagQuality {
  struct Case {
    var html: String
    /// For each mark, in the order of the source.
    var accepted: [[String]]

    init(_ html: String, _ accepted: [String]...) {
      self.html = html
      self.accepted = accepted
    }
  }

  static let chineseToEnglish = [
    Case("委员会<b>批准了</b>本年度预算。", ["approved"]),
    Case("请在<b>星期五之前</b>提交文件。", ["by Friday", "before Friday"]),
    Case("<b>秘书处</b>将编写一份报告。", ["The secretariat", "secretariat"]),
    Case("会议在<i>日内瓦</i>举行。", ["Geneva"]),
    Case("各代表团对<a href=\"x\">主席的提案</a>表示支持。", ["Chairman's proposal", "the Chairman's proposal"]),
    Case("申请人必须支付<b>申请费</b>。", ["application fee", "the application fee"]),
    Case("我们<b>不</b>同意这项修改。", ["not", "do not"]),
    Case("该公约于<i>1970年</i>生效。", ["1970"]),
    Case("如需更多信息，请访问<a href=\"x\">我们的网站</a>。", ["our website"]),
    Case(
      "<i>总干事</i>感谢各<b>成员国</b>的合作。", ["The Director-General", "Director-General"],
      ["Member States", "the Member States"]),
    Case("工作组讨论了<b>三个问题</b>，但没有达成协议。", ["three issues"]),
    Case("所有文件均以<b>六种语言</b>提供。", ["six languages"]),
    Case("发言人强调了<i>人工智能</i>的重要性。", ["artificial intelligence"]),
    Case("他说，<b>气候变化</b>影响到每一个国家。", ["climate change"]),
    Case("下一届会议将于<b>明年三月</b>召开。", ["next March", "March next year"]),
    Case(
      "专家们建议<i>降低成本</i>并<b>提高质量</b>。", ["costs be reduced", "reducing costs"],
      ["quality improved", "improving quality"]),
    Case("请参阅<a href=\"x\">附件二</a>中的表格。", ["annex II"]),
    Case("这份报告由<b>独立专家</b>编写。", ["independent expert", "the independent expert", "independent experts"]),
    Case("中国代表团提议<i>推迟表决</i>。", ["vote be postponed", "the vote be postponed"]),
    Case("<b>重要提示</b>：密码不能为空。", ["Important tip", "Important note"]),
    Case("点击<b>保存</b>按钮完成注册。", ["Save"]),
    Case(
      "委员会通过了<a href=\"x\">议程草案</a>，并选举了<b>两名副主席</b>。", ["draft agenda", "the draft agenda"],
      ["two Vice-Chairmen", "two Vice-Chairs"]),
    Case("该组织成立于<b>1967年</b>，总部设在<i>瑞士</i>。", ["1967"], ["Switzerland"]),
    Case("许多<i>发展中国家</i>需要<b>技术援助</b>。", ["developing countries"], ["technical assistance"]),
    Case("审查员在<b>十八个月</b>内作出决定。", ["eighteen months", "18 months"]),
    Case("新的系统比旧的系统<b>快得多</b>。", ["much faster", "is much faster"]),
    Case("会议<i>一致</i>通过了决议。", ["unanimously"]),
    Case("本条款<b>不适用于</b>个人用户。", ["not apply to", "does not apply to", "not apply"]),
    Case("请不要与任何人分享<a href=\"x\">您的个人数据</a>。", ["your personal data"]),
    Case("他用<i>法语</i>和<b>西班牙语</b>发言。", ["French"], ["Spanish"]),
  ]

  static let englishToFrench = [
    Case("The committee <b>approved</b> the annual budget.", ["approuve", "a approuvé"]),
    Case("Please submit the documents <b>before Friday</b>.", ["avant vendredi"]),
    Case("The <b>secretariat</b> will prepare a report.", ["secrétariat", "Le secrétariat"]),
    Case("The meeting was held in <i>Geneva</i>.", ["Genève"]),
    Case(
      "Several delegations supported <a href=\"x\">the Chair's proposal</a>.",
      ["la proposition du Président", "la proposition de la présidence"]),
    Case("The applicant must pay the <b>filing fee</b>.", ["taxe de dépôt", "la taxe de dépôt"]),
    Case("We do <b>not</b> agree with this change.", ["pas"]),
    Case("The treaty entered into force in <i>1970</i>.", ["1970"]),
    Case("For more information, visit <a href=\"x\">our website</a>.", ["notre site Web"]),
    Case(
      "The <i>Director General</i> thanked the <b>Member States</b> for their cooperation.",
      ["Directeur général", "Le Directeur général"], ["États membres", "les États membres"]),
    Case("The working group discussed <b>three issues</b> but reached no agreement.", ["trois questions"]),
    Case("All documents are available in <b>six languages</b>.", ["six langues"]),
    Case(
      "The speaker stressed the importance of <i>artificial intelligence</i>.",
      ["l'intelligence artificielle"]),
    Case(
      "He said that <b>climate change</b> affects every country.",
      ["les changements climatiques", "changements climatiques"]),
    Case("The next session will be held in <b>March next year</b>.", ["mars de l'année prochaine"]),
    Case(
      "The experts recommended <i>lower costs</i> and <b>better quality</b>.",
      ["une réduction des coûts", "réduction des coûts"], ["une meilleure qualité", "meilleure qualité"]),
    Case("See the table in <a href=\"x\">Annex II</a> for details.", ["l'annexe II"]),
    Case(
      "This report was written by <b>independent experts</b>.",
      ["des experts indépendants", "experts indépendants"]),
    Case("The delegation proposed to <i>postpone the vote</i>.", ["reporter le vote"]),
    Case("<b>Important note</b>: the password cannot be empty.", ["Remarque importante"]),
    Case("Click the <b>red button</b> to complete your registration.", ["bouton rouge", "le bouton rouge"]),
    Case(
      "The committee adopted <a href=\"x\">the draft agenda</a> and elected <b>two vice-chairs</b>.",
      ["le projet d'ordre du jour"], ["deux vice-présidents"]),
    Case(
      "The organization was founded in <b>1967</b> and has its headquarters in <i>Switzerland</i>.", ["1967"],
      ["Suisse"]),
    Case(
      "Many <i>developing countries</i> need <b>technical assistance</b>.", ["pays en développement"],
      ["d'une assistance technique", "assistance technique"]),
    Case("The examiner decides within <b>eighteen months</b>.", ["dix-huit mois"]),
    Case("The new system is <b>much faster</b> than the old one.", ["beaucoup plus rapide"]),
    Case("The decision was adopted <i>unanimously</i>.", ["à l'unanimité"]),
    Case("This clause does <b>not apply</b> to individual users.", ["s'applique pas", "ne s'applique pas"]),
    Case("Never share <a href=\"x\">your personal data</a> with anyone.", ["vos données personnelles"]),
    Case("He spoke in <i>French</i> and <b>Spanish</b>.", ["français"], ["espagnol"]),
  ]
}
