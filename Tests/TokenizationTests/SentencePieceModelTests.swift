import Foundation
import Testing
import Tokenization

struct SentencePieceModelTests {
  @Test(arguments: AgreementTests.models)
  func piecesAndIDs(name: String) throws {
    let model = try TestModels.sentencePiece(name)
    #expect(model.piece(model.unknownID) == "<unk>")
    for id in 0..<Int32(model.pieceCount) {
      let piece = try #require(model.piece(id))
      #expect(model.id(of: piece) == id)
    }
    #expect(model.id(of: "no such piece") == model.unknownID)
    for id in [-1, Int32(model.pieceCount), .max, .min] { #expect(model.piece(id) == nil) }
  }

  @Test func whatIsNoModelIsRefused() throws {
    let folder = FileManager.default.temporaryDirectory
    for file in [folder, folder.appendingPathComponent("no-such.model")] {
      #expect {
        try SentencePieceModel(contentsOf: file)
      } throws: {
        ($0 as? TokenizationError)?.kind == .unreadable
      }
    }
    for bytes in [Data(), Data([1, 2, 3]), Data(repeating: 0xFF, count: 5000)] {
      #expect {
        try SentencePieceModel(data: bytes, name: "bad.model")
      } throws: { error in
        (error as? TokenizationError)?.kind == .invalidModel && "\(error)".contains("bad.model")
      }
    }
  }

  @Test func modelsOfWordsAndCharactersAreRefused() throws {
    for (type, word) in [(UInt8(3), "words"), (4, "characters")] {
      let data = try TestModels.data("tiny") + [0x12, 2, 3 << 3, type]
      #expect {
        try SentencePieceModel(data: data, name: "m")
      } throws: {
        "\($0)".contains(word)
      }
    }
  }

  @Test(arguments: [
    (ModelVariant("").piece("the", score: -1, kind: 1).piece("the", score: -2, kind: 1), "twice"),
    (ModelVariant("").piece("?", score: 0, kind: 2), "unknown piece"),
    (ModelVariant("").piece("", score: 0, kind: 1), "empty"),
    (ModelVariant("").piece("a\0b", score: 0, kind: 1), "zero byte"),
    (ModelVariant("").piece("<0xGG>", score: 0, kind: 6), "spell a byte"),
  ])
  func brokenPiecesAreRefused(variant: ModelVariant, reason: String) throws {
    let data = try variant.applied(to: TestModels.data("bytes"))
    #expect {
      try SentencePieceModel(data: data, name: "m")
    } throws: {
      "\($0)".contains(reason)
    }
  }

  /// Whatever a damaged file says: refused, or read to a tokenizer that works on any text.
  @Test(arguments: AgreementTests.models)
  func damagedModelsNeverCrash(name: String) throws {
    let whole = try TestModels.data(name)
    var random = RandomText(seed: 3)
    var refused = 0
    for round in 0..<150 {
      var data = whole
      for _ in 0..<1 + random.below(4) {
        data[random.below(data.count)] = UInt8(truncatingIfNeeded: random.below(256))
      }
      if round % 3 == 0 { data = data.prefix(random.below(data.count)) }
      if round % 5 == 0 { data.insert(contentsOf: data.prefix(40), at: random.below(data.count)) }
      do {
        let model = try SentencePieceModel(data: data, name: "damaged")
        let vocabulary = Vocabulary(tokens: ["<unk>", "\u{2581}the"])
        let tokenizer = ModelTokenizer(source: vocabulary, target: vocabulary, sentencePiece: model)
        for _ in 0..<5 {
          let text = random.bytes(parts: 20)
          let encoded = text.withUnsafeBytes { tokenizer.encode(bytes: $0) }
          #expect(encoded.ids.allSatisfy { (0..<2).contains($0) })
          #expect(encoded.ranges.allSatisfy { $0.upperBound <= text.count })
        }
      } catch let error as TokenizationError {
        #expect(error.kind == .invalidModel)
        refused += 1
      }
    }
    #expect(refused > 30)
  }
}
