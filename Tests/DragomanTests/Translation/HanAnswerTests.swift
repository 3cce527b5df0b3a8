import Dragoman
import Testing

@Suite struct HanAnswerTests {
  @Test(arguments: [("是", "Yes"), ("否", "No"), ("否。", "No."), ("无", "None")])
  func anAnswerByItselfIsExact(source: String, english: String) {
    #expect(HanAnswer(source)?.english == english)
  }

  @Test(arguments: ["", "。", "否则", "不是", "是否", "是的"])
  func anythingElseIsLeftToTheModel(source: String) {
    #expect(HanAnswer(source) == nil)
  }
}
