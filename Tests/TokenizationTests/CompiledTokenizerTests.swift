import Foundation
import TestSupport
import Testing
import Tokenization

struct CompiledTokenizerTests {
  private static let text = "Delegates thanked the host country. X1 报告 🙂 e\u{301} ζψζ"

  @Test(arguments: AgreementTests.models)
  func compilingAndOpeningChangesNothing(name: String) throws {
    let tokenizer = try TestModels.tokenizer(name)
    let opened = try ModelTokenizer(compiled: tokenizer.compiled, name: "compiled")
    let encoded = tokenizer.encode(Self.text)
    #expect(opened.encode(Self.text) == encoded)
    #expect(opened.decode(encoded.ids) == tokenizer.decode(encoded.ids))
    #expect(opened.compiled == tokenizer.compiled)
    #expect(opened.pieceCount == tokenizer.pieceCount)
    #expect(opened.cutsPieces)
    #expect(try TestModels.tokenizer(name).compiled == tokenizer.compiled)
  }

  @Test func theTablesMayLieAnywhere() throws {
    let tokenizer = try TestModels.tokenizer("symbols")
    let compiled = tokenizer.compiled
    let encoded = tokenizer.encode(Self.text)
    for offset in [1, 3, 7, 64] {
      let around = Data(repeating: 0xAA, count: offset) + compiled + Data(repeating: 0xBB, count: 9)
      let slice = around[offset..<offset + compiled.count]
      let opened = try ModelTokenizer(compiled: slice, name: "slice")
      #expect(opened.encode(Self.text) == encoded)
      #expect(opened.decode(encoded.ids) == tokenizer.decode(encoded.ids))
      #expect(opened.source.find("the") == tokenizer.source.find("the"))
    }
  }

  @Test func bothVocabulariesAndTheirUnknownTokensAreKept() throws {
    let source = Vocabulary(tokens: ["\u{2581}", "</s>", "[U]"], unknownToken: "[U]")
    let target = Vocabulary(tokens: ["a", "<0x41>", "secret", "b", "<unk>"])
    let tokenizer = ModelTokenizer(
      source: source, target: target, sentencePiece: try TestModels.sentencePiece("tiny"),
      controlTokens: ["secret"])
    let opened = try ModelTokenizer(compiled: tokenizer.compiled, name: "compiled")
    #expect(opened.source.count == 3)
    #expect(opened.source.unknownToken == "[U]")
    #expect(opened.source.unknownID == 2)
    #expect(opened.target.unknownID == 4)
    #expect((0..<5).map { opened.target.token($0) } == ["a", "<0x41>", "secret", "b", "<unk>"])
    #expect(opened.target.find("secret") == 2)
    #expect(opened.decode([0, 1, 2, 3, 4, 5]) == "aAb\u{2047}\u{2047}")
    #expect(opened.encode("🙂").ids == [0, 2])
  }

  @Test func vocabulariesOfWordsNeedNoSentencePiece() throws {
    let source = Vocabulary(tokens: ["a", "bc"])
    let tokenizer = ModelTokenizer(source: source, target: source, sentencePiece: nil)
    let opened = try ModelTokenizer(compiled: tokenizer.compiled, name: "compiled")
    #expect(opened.encode(" bc a q").ids == [1, 0, 2])
    #expect(!opened.cutsPieces)
    #expect(opened.pieceCount == 0)
  }

  @Test func openingBuildsNothing() throws {
    let model = try TestModels.sentencePiece("tiny")
    let vocabulary = Vocabulary(tokens: (0..<65_000).map { "token\($0)" })
    let compiled = ModelTokenizer(source: vocabulary, target: vocabulary, sentencePiece: model).compiled
    let durations = try (0..<20).map { _ in
      try ThreadTime.measure { _ = try ModelTokenizer(compiled: compiled, name: "compiled") }
    }
    // Microseconds; the bound leaves room for a machine that is busy elsewhere.
    #expect(try #require(durations.min()) < .milliseconds(2))
  }

  @Test func damagedHeadersAreRefused() throws {
    let compiled = try TestModels.tokenizer("bytes").compiled
    for length in [0, 1, 127, 128, compiled.count - 1] {
      #expect(throws: TokenizationError.self) {
        try ModelTokenizer(compiled: compiled.prefix(length), name: "cut")
      }
    }
    for byte in [0, 4, 8, 15, 23, 27, 31, 43, 47] {
      var damaged = compiled
      damaged[byte] ^= 0xFF
      #expect {
        try ModelTokenizer(compiled: damaged, name: "damaged")
      } throws: { error in
        (error as? TokenizationError)?.kind == .invalidModel && "\(error)".contains("damaged")
      }
    }
  }

  /// Damage that opening does not see gives wrong pieces, and never a crash.
  @Test(arguments: AgreementTests.models)
  func damagedTablesNeverCrash(name: String) throws {
    let compiled = try TestModels.tokenizer(name).compiled
    var random = RandomText(seed: 9)
    var opened = 0
    for round in 0..<150 {
      var data = compiled
      for _ in 0..<1 + random.below(200) {
        let place = random.below(round % 2 == 0 ? data.count : min(data.count, 4096))
        data[place] = UInt8(truncatingIfNeeded: random.below(256))
      }
      if round % 3 != 0 { data.replaceSubrange(0..<128, with: compiled.prefix(128)) }
      guard let tokenizer = try? ModelTokenizer(compiled: data, name: "damaged") else { continue }
      opened += 1
      let text = random.bytes(parts: 60)
      let encoded = text.withUnsafeBytes { tokenizer.encode(bytes: $0) }
      #expect(encoded.ids.allSatisfy { (0..<Int32(tokenizer.source.count)).contains($0) })
      #expect(encoded.ranges.allSatisfy { $0.upperBound <= text.count })
      _ = tokenizer.decode(encoded.ids + [-1, .max])
      _ = tokenizer.source.find("the")
      _ = tokenizer.target.token(3)
    }
    #expect(opened > 50)
  }
}
