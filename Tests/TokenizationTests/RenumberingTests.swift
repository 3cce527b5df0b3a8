import Testing
import Tokenization

/// The same tokenizer with other ids.
struct RenumberingTests {
  private static let text = "Delegates thanked the host country. X1 报告 🙂 e\u{301} ζψζ"

  @Test(arguments: AgreementTests.models)
  func textStaysAndIdsMove(name: String) throws {
    let tokenizer = try TestModels.tokenizer(name)
    let count = Int32(tokenizer.target.count)
    // 7 and the number of ids have no common divisor, or the order would not be one.
    let order = (0..<count).map { count % 7 == 0 ? count - 1 - $0 : $0 * 7 % count }
    let renumbered = try #require(tokenizer.renumbered(order))
    let ids = tokenizer.encode(Self.text).ids
    let moved = renumbered.encode(Self.text).ids
    #expect(moved.map { order[Int($0)] } == ids)
    #expect(moved != ids)
    #expect(renumbered.decode(moved) == tokenizer.decode(ids))
    for (place, id) in order.enumerated() {
      #expect(renumbered.target.token(Int32(place)) == tokenizer.target.token(id))
    }
    #expect(order[Int(renumbered.target.unknownID)] == tokenizer.target.unknownID)
    #expect(renumbered.sharesVocabulary)

    let opened = try ModelTokenizer(compiled: renumbered.compiled, name: "compiled")
    #expect(opened.encode(Self.text) == renumbered.encode(Self.text))
    #expect(opened.decode(moved) == renumbered.decode(moved))
  }

  @Test func onlyAnOrderOfTheSharedIdsWillDo() throws {
    let words = Vocabulary(tokens: ["a", "b", "<unk>"])
    let shared = ModelTokenizer(source: words, target: words, sentencePiece: nil)
    #expect(shared.renumbered([2, 0, 1])?.encode("a b q").ids == [1, 2, 0])
    for order: [Int32] in [[], [0, 1], [0, 1, 1], [0, 1, 3], [0, -1, 2], [0, 1, 2, 3]] {
      #expect(shared.renumbered(order)?.target.count == nil)
    }
    let apart = ModelTokenizer(
      source: words, target: Vocabulary(tokens: ["c", "d", "<unk>"]), sentencePiece: nil)
    #expect(!apart.sharesVocabulary)
    #expect(apart.renumbered([0, 1, 2])?.target.count == nil)
  }
}
