import Dragoman
import Testing

@Suite struct ClauseTests {
  private func clauses(_ text: String, limit: Int) -> [TextSegment] {
    SentenceSegmenter().clauses(of: TextSegment(text: text), limit: limit) { $0.unicodeScalars.count }
  }

  @Test func leavesShortSentencesWhole() {
    #expect(clauses("会议开始，请就座。", limit: 20).map(\.text) == ["会议开始，请就座。"])
  }

  @Test func prefersSemicolonsToCommas() {
    let pieces = clauses("甲方提供资金，按期支付；乙方提供人员，按期完成。", limit: 16)
    #expect(pieces.map(\.text) == ["甲方提供资金，按期支付；", "乙方提供人员，按期完成。"])
  }

  @Test func cutsEnglishBehindCommasOnly() {
    let pieces = clauses("The total of 1,000,000 francs was paid at 9:30, and the rest followed.", limit: 50)
    #expect(
      pieces.map(\.text) == ["The total of 1,000,000 francs was paid at 9:30,", "and the rest followed."])
    #expect(pieces.first?.suffix == " ")
  }

  @Test func cutsBetweenClustersWhereNothingElseHelps() {
    let family = "👩‍👩‍👧‍👦"
    let pieces = clauses(String(repeating: family, count: 12), limit: 15)
    #expect(pieces.count > 1)
    for piece in pieces { #expect(piece.text.count * 7 == piece.text.unicodeScalars.count) }
  }

  @Test func keepsToTheLimit() {
    let text = String(repeating: "许多代表团对此表示欢迎、支持和感谢，", count: 40) + "谢谢。"
    for limit in [1, 5, 20, 50, 100] {
      let pieces = clauses(text, limit: limit)
      #expect(pieces.allSatisfy { $0.text.unicodeScalars.count <= limit })
      #expect(pieces.map(\.source).joined() == text)
    }
  }

  @Test func piecesAreOfSimilarLength() {
    let pieces = clauses(String(repeating: "字", count: 110), limit: 100)
    #expect(pieces.count <= 3)
    #expect(pieces.allSatisfy { $0.text.count >= 20 })
  }

  @Test func keepsPrefixAndSuffixAtTheEnds() {
    let sentence = TextSegment(prefix: "1. ", text: "one, two, three, four", suffix: "\n")
    let pieces = SentenceSegmenter().clauses(of: sentence, limit: 8) { $0.count }
    #expect(pieces.first?.prefix == "1. ")
    #expect(pieces.last?.suffix == "\n")
    #expect(pieces.map(\.source).joined() == sentence.source)
  }
}
