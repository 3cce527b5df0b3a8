import Dragoman
import Live
import TestSupport
import Testing

@Suite struct ContinuedTextTests {
  private static func sentences(_ text: String, behind context: String, _ language: LanguageTag) -> [String] {
    ContinuedText(text, behind: context).sentences(language: language).map(\.text)
  }

  /// What was opened before the pause is closed behind it.
  @Test func aQuotationThatBeganBeforeStaysWhole() {
    let (before, text) = ("主席说：“我们支持", "这个建议。问题还有三个。”会议继续。")
    #expect(Self.sentences(text, behind: "", .chinese).count == 3)
    #expect(Self.sentences(text, behind: before, .chinese) == ["这个建议。问题还有三个。”", "会议继续。"])
  }

  @Test(arguments: ["", "That was all.", "the committee took"])
  func whatIsSettledBeforeChangesNothing(context: String) {
    #expect(
      Self.sentences("note of it. 2. Next item: no. 5 of the list.", behind: context, .english)
        == Self.sentences("note of it. 2. Next item: no. 5 of the list.", behind: "", .english))
  }

  @Test func nothingOfTheTextIsLost() {
    var random = SeededGenerator(seed: 11)
    let pieces = ["“", "”", "(", ")", "我们。", "yes. ", "No! ", "1. ", " ", "a/b.c ", "“Well”, ", "……", "x"]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }
      .joined()
      let context = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      let sentences = ContinuedText(text, behind: context).sentences(language: .english)
      #expect(sentences.map(\.source).joined() == text, "\(context) | \(text)")
    }
  }
}
