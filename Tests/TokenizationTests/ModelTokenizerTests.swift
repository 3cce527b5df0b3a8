import TestSupport
import Testing
import Tokenization

struct ModelTokenizerTests {
  @Test(arguments: [
    "Item three is taken up in the afternoon.", "今天上午委员会继续开会。", "会议于六点结束，12 代表。",
  ])
  func roundTrip(text: String) throws {
    let tokenizer = try TestModels.tokenizer("tiny")
    let encoded = tokenizer.encode(text)
    #expect(encoded.ids.count == encoded.pieces.count)
    #expect(encoded.ids.count == encoded.ranges.count)
    #expect(!encoded.ids.contains(tokenizer.source.unknownID))
    for (id, piece) in zip(encoded.ids, encoded.pieces) {
      #expect(tokenizer.source.token(id) == piece)
    }
    #expect(tokenizer.decode(encoded.ids) == text)
  }

  @Test(arguments: ["🙂", "e\u{301}\u{323}", "ក្ក", "\u{200D}", "a\u{FE0F}🇨🇳"])
  func byteFallbackKeepsWhatTheVocabularyLacks(text: String) throws {
    let tokenizer = try TestModels.tokenizer("bytes")
    let encoded = tokenizer.encode("the \(text) chair")
    #expect(encoded.pieces.contains { $0.hasPrefix("<0x") })
    #expect(tokenizer.decode(encoded.ids).utf8.elementsEqual("the \(text) chair".utf8))
  }

  @Test func brokenByteRunsAreRepaired() throws {
    let vocabulary = Vocabulary(tokens: ["<0xE4>", "<0xBD>", "<0xA0>", "▁ok", "<0xZZ>", "<unk>"])
    let tokenizer = ModelTokenizer(
      source: vocabulary, target: vocabulary, sentencePiece: try TestModels.sentencePiece("tiny"))
    #expect(tokenizer.decode([0, 1, 2, 3]) == "你 ok")
    #expect(tokenizer.decode([3, 0, 1, 3]) == " ok\u{FFFD} ok".dropFirst())
    #expect(tokenizer.decode([4]) == "<0xZZ>")
  }

  @Test func controlTokensVanishAndUnknownOnesShow() throws {
    let vocabulary = Vocabulary(tokens: ["</s>", "<unk>", "▁yes", "<pad>", "<s>", "!"])
    let tokenizer = ModelTokenizer(
      source: vocabulary, target: vocabulary, sentencePiece: try TestModels.sentencePiece("tiny"))
    #expect(tokenizer.decode([4, 2, 5, 0, 3]) == "yes!")
    #expect(tokenizer.decode([2, 1, 5]) == "yes\u{2047}!")
    #expect(tokenizer.decode([2, -5, 99, .max]) == "yes\u{2047}\u{2047}\u{2047}")
    #expect(tokenizer.decode([]) == "")
    #expect(tokenizer.decode([0, 4]) == "")
  }

  @Test(arguments: ["", " ", "   \t ", "\u{3000}\n"])
  func nothingToSay(text: String) throws {
    let tokenizer = try TestModels.tokenizer("tiny")
    let encoded = tokenizer.encode(text)
    #expect(encoded.ids.count == encoded.ranges.count)
    if text.allSatisfy({ $0 == " " }) { #expect(encoded.ids.isEmpty) }
  }

  @Test func unknownPiecesHaveTheUnknownID() throws {
    let tokenizer = try TestModels.tokenizer("tiny")
    let encoded = tokenizer.encode("the 🙂 chair")
    let index = try #require(encoded.pieces.firstIndex { $0.contains("🙂") })
    #expect(encoded.ids[index] == tokenizer.source.unknownID)
  }

  @Test func aPieceThatOnlyTheVocabularyKnowsIsFound() throws {
    let model = try TestModels.sentencePiece("tiny")
    let vocabulary = Vocabulary(tokens: ["<unk>", "▁", "🙂"])
    let tokenizer = ModelTokenizer(source: vocabulary, target: vocabulary, sentencePiece: model)
    #expect(tokenizer.encode("🙂").ids == [1, 2])
  }

  @Test func rangesPointIntoTheText() throws {
    let tokenizer = try TestModels.tokenizer("tiny")
    let text = "the chair  会议"
    let encoded = tokenizer.encode(text)
    let spelled = encoded.ranges.map { TestModels.slice(text, $0) }.joined()
    #expect(spelled == text)
    let meeting = try #require(encoded.pieces.firstIndex { $0.contains("议") })
    #expect(TestModels.slice(text, encoded.ranges[meeting]).contains("议"))
  }

  @Test func rangesCoverTheTextInOrder() throws {
    let tokenizer = try TestModels.tokenizer("tiny")
    let text = "今天上午 the chair，🙂 e\u{301}y 開會"
    var end = 0
    for range in tokenizer.encode(text).ranges {
      #expect(range.lowerBound == end)
      end = range.upperBound
    }
    #expect(end == text.utf8.count)
  }

  @Test func bytesThatAreNotText() throws {
    let tokenizer = try TestModels.tokenizer("tiny")
    let bytes: [UInt8] = [0xFF, 0x00, 0xED, 0xA0, 0x80, 0x41, 0xE4, 0xBB]
    let encoded = bytes.withUnsafeBytes { tokenizer.encode(bytes: $0) }
    #expect(encoded.ranges.last?.upperBound == bytes.count)
    #expect(encoded.pieces.contains { $0.contains("\u{FFFD}") })
    #expect(encoded.pieces.contains { $0.contains("A") })
  }

  @Test func longLinesAreCutWhereNothingChanges() throws {
    let tokenizer = try TestModels.tokenizer("tiny")
    let words = Array(repeating: "the chair invited delegations to speak", count: 400)
    let whole = tokenizer.encode(words.joined(separator: " "))
    let single = tokenizer.encode(words[0])
    #expect(whole.ids == Array(repeating: single.ids, count: 400).flatMap { $0 })
    #expect(tokenizer.decode(whole.ids) == words.joined(separator: " "))
  }

  @Test(arguments: ["会", "🙂", "x", "\0", " "], ["tiny", "pairs"])
  func aMegabyteWithoutSpaces(unit: String, model: String) throws {
    let tokenizer = try TestModels.tokenizer(model)
    let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
    let duration = ThreadTime.measure {
      let end = tokenizer.encode(text).ranges.last?.upperBound
      #expect(unit == " " || end == text.utf8.count)
    }
    // A fraction of a second on an idle core in release; quadratic time would take minutes.
    #expect(duration < .seconds(30))
  }

  @Test func manyThreadsEncodeAtOnce() async throws {
    let tokenizer = try TestModels.tokenizer("tiny")
    let text = "Delegates thanked the host country. 报告将于明天分发。"
    let expected = tokenizer.encode(text)
    let results = await withTaskGroup(of: EncodedText.self) { group in
      for _ in 0..<200 { group.addTask { tokenizer.encode(text) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 200)
    #expect(results.allSatisfy { $0 == expected })
  }

  @Test func tokensBetweenSpaces() throws {
    let source = Vocabulary(tokens: ["<blank>", "<s>", "</s>", "آ", "ت"])
    let target = Vocabulary(tokens: ["<blank>", "<s>", "</s>", "a", "t"])
    let tokenizer = ModelTokenizer(source: source, target: target, sentencePiece: nil)
    let encoded = tokenizer.encode("  آ ت\tq\n")
    #expect(encoded.pieces == ["آ", "ت", "q"])
    #expect(encoded.ids == [3, 4, source.unknownID])
    #expect(encoded.ranges == [2..<4, 5..<7, 8..<9])
    #expect(tokenizer.decode([1, 3, 4, 5, 2]) == "a t \u{2047}")
    #expect(tokenizer.encode("").ids.isEmpty)
  }
}
