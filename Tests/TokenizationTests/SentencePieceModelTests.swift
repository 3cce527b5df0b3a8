import Foundation
import Testing
import Tokenization

struct SentencePieceModelTests {
  @Test func piecesSpellTheText() throws {
    let model = try TestModels.sentencePiece("tiny")
    let pieces = try model.encode("The chair invited delegations.")
    #expect(pieces.map(\.text).joined() == "▁The▁chair▁invited▁delegations.")
    #expect(try model.decode(pieces.map(\.id)) == "The chair invited delegations.")
    for piece in pieces { #expect(model.piece(piece.id) == piece.text) }
  }

  @Test func idsAreRangeChecked() throws {
    let model = try TestModels.sentencePiece("tiny")
    #expect(model.piece(-1) == nil)
    #expect(model.piece(Int32(model.pieceCount)) == nil)
    #expect(model.piece(.max) == nil)
    #expect(model.piece(Int32(model.pieceCount) - 1) != nil)
    #expect(model.id(of: "no such piece") == model.unknownID)
    for id in [-1, Int32(model.pieceCount), .max, .min] {
      #expect(throws: TokenizationError.self) { try model.decode([0, id]) }
    }
  }

  @Test func rangesCoverTheTextInOrder() throws {
    let model = try TestModels.sentencePiece("tiny")
    let text = "今天上午 the chair，🙂 e\u{301}y 開會"
    let pieces = try model.encode(text)
    var end = 0
    for piece in pieces {
      #expect(piece.range.lowerBound == end)
      end = piece.range.upperBound
    }
    #expect(end == text.utf8.count)
    let smile = try #require(pieces.first { $0.text.contains("🙂") })
    #expect(TestModels.slice(text, smile.range).contains("🙂"))
    #expect(smile.id == model.unknownID)
  }

  @Test func bytesThatAreNotText() throws {
    let model = try TestModels.sentencePiece("tiny")
    let bytes: [UInt8] = [0xFF, 0x00, 0xED, 0xA0, 0x80, 0x41, 0xE4, 0xBB]
    let pieces = try bytes.withUnsafeBytes { try model.encode(bytes: $0) }
    #expect(pieces.last?.range.upperBound == bytes.count)
    #expect(pieces.contains { $0.text.contains("\u{FFFD}") })
    #expect(pieces.contains { $0.text.contains("A") })
    #expect(try model.encode("a\0b").last?.range.upperBound == 3)
  }

  @Test func whatIsNoModelIsRefused() throws {
    let folder = FileManager.default.temporaryDirectory
    #expect {
      try SentencePieceModel(contentsOf: folder)
    } throws: {
      ($0 as? TokenizationError)?.kind == .unreadable
    }
    #expect {
      try SentencePieceModel(contentsOf: folder.appendingPathComponent("no-such.model"))
    } throws: {
      ($0 as? TokenizationError)?.kind == .unreadable
    }
    for bytes in [Data(), Data([1, 2, 3]), Data(repeating: 0xFF, count: 5000)] {
      #expect {
        try SentencePieceModel(data: bytes, name: "bad.model")
      } throws: { error in
        (error as? TokenizationError)?.kind == .invalidModel && "\(error)".contains("bad.model")
      }
    }
  }

  @Test func longLinesAreCutWhereNothingChanges() throws {
    let model = try TestModels.sentencePiece("tiny")
    let words = Array(repeating: "the chair invited delegations to speak", count: 400)
    let whole = try model.encode(words.joined(separator: " "))
    let single = try model.encode(words[0])
    #expect(whole.count == single.count * 400)
    #expect(whole.map(\.text) == Array(repeating: single.map(\.text), count: 400).flatMap { $0 })
    #expect(try model.decode(whole.map(\.id)) == words.joined(separator: " "))
  }

  @Test(arguments: ["会", "🙂", "x", "\0", " "])
  func aMegabyteWithoutSpaces(unit: String) throws {
    let model = try TestModels.sentencePiece("tiny")
    let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
    let clock = ContinuousClock()
    let duration = try clock.measure {
      let pieces = try model.encode(text)
      var end = 0
      for piece in pieces {
        #expect(piece.range.lowerBound >= end)
        end = piece.range.upperBound
      }
      #expect(unit == " " || end == text.utf8.count)
    }
    // Half a second on an idle core; joining unknown characters one by one would take minutes.
    #expect(duration < .seconds(30))
  }

  @Test func manyThreadsEncodeAtOnce() async throws {
    let model = try TestModels.sentencePiece("tiny")
    let text = "Delegates thanked the host country. 报告将于明天分发。"
    let expected = try model.encode(text)
    let results = try await withThrowingTaskGroup(of: [SentencePieceModel.Piece].self) { group in
      for _ in 0..<200 { group.addTask { try model.encode(text) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 200)
    #expect(results.allSatisfy { $0 == expected })
  }
}
