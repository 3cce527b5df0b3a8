import Dragoman
import Testing

struct PunctuationRepairTests {
  @Test(arguments: [
    ("设立一个工作组；", "(b) To establish a working group;", "To establish a working group;"),
    ("小语种不应被忽视；", "(iv) Small languages;", "Small languages;"),
    ("（一）会议开幕", "(a) Opening of the session", "(a) Opening of the session"),
    ("甲方（买方）", "(a) buyer", "(a) buyer"),
    ("120万", "1.2 million.", "1.2 million"),
    ("95万", "950,000.", "950,000"),
    ("软件和维护", "Software and maintenance.", "Software and maintenance"),
    ("某某有限公司", "Example Co. Ltd.", "Example Co. Ltd."),
    ("美国", "U.S.", "U.S."),
    ("下午5时", "5 p.m.", "5 p.m."),
    ("会议开幕。", "The meeting opened.", "The meeting opened."),
    ("通过了议程（文件一）：", "adopted the agenda (document I:", "adopted the agenda (document I):"),
    ("通过了议程（文件一）：", "adopted the agenda (document I):", "adopted the agenda (document I):"),
    ("（见一）通过了议程：", "(see I adopted the agenda:", "(see I adopted the agenda:"),
    ("Agenda item 1", "Point 1 de l ' ordre du jour", "Point 1 de l'ordre du jour"),
    ("the staff's work", "the staff ' s work", "the staff's work"),
    ("空", "", ""), ("", ".", "."),
  ])
  func repairs(source: String, translation: String, expected: String) {
    #expect(PunctuationRepair(source: source, spans: []).repaired(translation) == expected)
  }

  @Test func spansAreLeftAlone() {
    let span = ProtectedSpan(kind: .placeholder, range: 0..<2, text: "%.")
    #expect(PunctuationRepair(source: "%.和软件", spans: [span]).repaired("software %.") == "software %.")
  }
}
