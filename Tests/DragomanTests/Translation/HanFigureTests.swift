import Dragoman
import Testing

@Suite struct HanFigureTests {
  @Test(arguments: [
    ("72.5万", "725,000"), ("30万", "300,000"), ("120万", "1.2 million"), ("90亿", "9 billion"),
    ("1.2万亿", "1.2 trillion"), ("３亿", "300 million"), ("1,234万", "12.34 million"), ("5千万", "50 million"),
    ("0.5万", "5,000"), ("123.4567万", "1,234,567"), ("12萬", "120,000"),
  ])
  func aFigureByItselfIsWrittenOut(source: String, english: String) {
    #expect(HanFigure(source)?.english == english)
  }

  @Test(arguments: ["", "万", "72.5", "2025", "约30万", "30万元", "3.4.5万", "1,23万", "第3万", "三万", "30百"])
  func anythingElseIsLeftToTheModel(source: String) {
    #expect(HanFigure(source) == nil)
  }
}
