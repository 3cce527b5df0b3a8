import Inference
import ModelFormats
import Testing
import Tokenization

/// Words that a target language does not write, and their place behind all others.
struct ForeignWordsTests {
  private static let vocabulary = Vocabulary(tokens: [
    "<unk>", "</s>", "▁the", "的", "ing", "▁доклад", "。", "12", "é", "会议abc", "µ", "ка", "\u{E019}", "한국", "ا",
  ])

  @Test func whatTheModelDoesNotWriteIsForeign() {
    let english = ForeignWords(Self.vocabulary, translations: [2, 4, 7, 8])
    let foreign = (0..<15).map { Self.vocabulary.token($0) ?? "" }.filter { english.contains($0) }
    #expect(foreign == ["的", "▁доклад", "会议abc", "ка", "한국", "ا"])
    let (ids, homeCount) = english.order(of: Self.vocabulary)
    #expect(ids == [0, 1, 2, 4, 6, 7, 8, 10, 12, 3, 5, 9, 11, 13, 14])
    #expect(homeCount == 9)
  }

  @Test func latinIsAtHomeEverywhere() {
    let chinese = ForeignWords(Self.vocabulary, translations: [3, 3, 6])
    #expect(!chinese.contains("▁the") && !chinese.contains("会议abc") && !chinese.contains("µ"))
    #expect(chinese.contains("ка"))
  }

  @Test func aWordNowAndThenIsNoWriting() {
    let often = [Int32](repeating: 2, count: 998)
    #expect(ForeignWords(Self.vocabulary, translations: often + [3]).contains("的"))
    #expect(!ForeignWords(Self.vocabulary, translations: often + [3, 3]).contains("的"))
  }

  @Test(arguments: [true, false], [CTranslate2FileWriter.Element.float32, .int8])
  func aRenumberedModelTranslatesAlike(isTied: Bool, stored: CTranslate2FileWriter.Element) async throws {
    try await TinyModel.withFolder { folder in
      try TinyModel(weightType: stored, isTied: isTied).write(to: folder)
      let model = try ModelLoader.load(folder: folder)
      var renumbered = model
      let count = Int32(model.tokenizer.target.count)
      let order = (0..<count).map { count - 1 - $0 }
      let isDone = renumbered.renumberWords(order)
      #expect(isDone)
      #expect(order[Int(renumbered.tokens.end)] == model.tokens.end)
      let text = "a b q b a"
      let ids = renumbered.tokenizer.encode(text).ids
      #expect(ids.map { order[Int($0)] } == model.tokenizer.encode(text).ids)
      let before = try await decode(model, text)
      let after = try await decode(renumbered, text)
      #expect(after.tokens.map { order[Int($0)] } == before.tokens)
      #expect(after.score == before.score)
      let isDoneAgain = renumbered.renumberWords(Array(order.dropLast()))
      #expect(!isDoneAgain)
    }
  }

  private func decode(_ model: TranslationModel, _ text: String) async throws -> Hypothesis {
    let engine = try InferenceEngine(
      model: TransformerModel(
        configuration: model.configuration, parameters: model.parameters, tokens: model.tokens),
      threadCount: 1)
    let source = model.framedSource(model.tokenizer.encode(text).ids)
    return try #require(
      try await engine.decode([DecodingRequest(source: source, options: DecodingOptions(beamSize: 1))]).first?
        .first)
  }
}
