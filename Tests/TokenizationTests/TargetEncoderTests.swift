import Testing
import Tokenization

/// Given translations cut into target pieces, and the bytes that target ids wrote.
struct TargetEncoderTests {
  /// Frequent pieces first, as vocabularies have them.
  private static let tokens = [
    "</s>", "<unk>", "▁the", "▁", "s", "▁meeting", "e", "t", "▁meet", "ing", "a", "▁clos", "ed", ".", "é",
    "会议",
    "会", "议", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>",
  ]

  private func tokenizer(_ tokens: [String] = TargetEncoderTests.tokens) throws -> ModelTokenizer {
    let vocabulary = Vocabulary(tokens: tokens)
    return ModelTokenizer(
      source: vocabulary, target: vocabulary, sentencePiece: try TestModels.sentencePiece("tiny"))
  }

  @Test func fewAndFrequentPiecesWin() throws {
    let encoded = try tokenizer().encodeTarget("the meetings closed.")
    #expect(encoded.pieces == ["▁the", "▁meeting", "s", "▁clos", "ed", "."])
    #expect(encoded.ranges == [0..<3, 3..<11, 11..<12, 12..<17, 17..<19, 19..<20])
  }

  @Test func rangesAreOfTheTextAsGiven() throws {
    // Two spaces, a wide one, a full stop of full width, an accent by itself.
    let text = "the \u{3000}e\u{301} ．"
    let encoded = try tokenizer().encodeTarget(text)
    #expect(encoded.pieces == ["▁the", "▁", "é", "▁", "."])
    #expect(encoded.ranges.map { TestModels.slice(text, $0) } == ["the", " \u{3000}", "e\u{301}", " ", "．"])
  }

  @Test func charactersThatAreLackingAreSpeltOrUnknown() throws {
    let spelt = try tokenizer().encodeTarget("the 😀")
    #expect(spelt.pieces == ["▁the", "▁", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>"])
    #expect(spelt.ranges.map(\.count) == [3, 1, 0, 0, 0, 4])
    let tokenizer = try tokenizer()
    let unknown = tokenizer.encodeTarget("the 鬱鬱.")
    #expect(unknown.ids == [2, 3, 1, 13].map { Int32($0) })
    #expect(unknown.ranges[2] == 4..<10)
  }

  @Test func controlTokensSpeltOutAreText() throws {
    let encoded = try tokenizer().encodeTarget("</s>")
    #expect(!encoded.ids.contains(0))
    #expect(try tokenizer().encodeTarget("").ids.isEmpty)
    #expect(try tokenizer().encodeTarget(" \n ").ids.isEmpty)
  }

  @Test func wordModelsReadWords() {
    let vocabulary = Vocabulary(tokens: ["a", "bb"])
    let tokenizer = ModelTokenizer(source: vocabulary, target: vocabulary, sentencePiece: nil)
    #expect(tokenizer.encodeTarget(" bb  a").ranges == [1..<3, 5..<6])
    #expect(tokenizer.encodeTarget("bb a").ids == [1, 0])
  }

  @Test(arguments: ["tiny", "bytes"])
  func whatIsEncodedComesOutAgain(model: String) throws {
    let tokenizer = try TestModels.tokenizer(model)
    let text = "Item three is taken up in the afternoon."
    let encoded = tokenizer.encodeTarget(text)
    #expect(tokenizer.decode(encoded.ids) == text)
    let decoded = tokenizer.decodeWithRanges(encoded.ids)
    #expect(decoded.text == text)
    #expect(decoded.ranges == encoded.ranges)
  }

  @Test func everyIDKnowsItsBytes() throws {
    let tokenizer = try tokenizer()
    let ids: [Int32] = [2, 0, 5, 18, 19, 20, 21, 1, 15]
    let decoded = tokenizer.decodeWithRanges(ids)
    #expect(decoded.text == tokenizer.decode(ids))
    #expect(
      decoded.ranges.map { TestModels.slice(decoded.text, $0) } == [
        "the", "", " meeting", "", "", "", "😀", "\u{2047}", "会议",
      ])
  }

  @Test func brokenBytesKeepTheRangesInTheText() throws {
    let tokenizer = try tokenizer()
    let ids: [Int32] = [18, 19, 2, 20, 15]
    let decoded = tokenizer.decodeWithRanges(ids)
    #expect(decoded.text == tokenizer.decode(ids))
    #expect(TestModels.slice(decoded.text, decoded.ranges[2]) == " the")
    #expect(TestModels.slice(decoded.text, decoded.ranges[4]) == "会议")
    #expect(decoded.ranges.last?.upperBound == decoded.text.utf8.count)
  }
}
