import Testing
import Tokenization

struct VocabularyTests {
  @Test func idsAndTokens() {
    let vocabulary = Vocabulary(tokens: ["</s>", "<unk>", "▁the", "会"])
    #expect(vocabulary.count == 4)
    #expect(vocabulary.unknownID == 1)
    #expect(vocabulary.id(of: "会") == 3)
    #expect(vocabulary.id(of: "absent") == 1)
    #expect(vocabulary.find("absent") == nil)
    #expect(vocabulary.token(2) == "▁the")
    for id: Int32 in [-1, 4, .max, .min] { #expect(vocabulary.token(id) == nil) }
  }

  @Test func theUnknownTokenIsAppendedWhenMissing() {
    let vocabulary = Vocabulary(tokens: ["a", "b"])
    #expect(vocabulary.count == 3)
    #expect(vocabulary.unknownID == 2)
    #expect(vocabulary.token(2) == "<unk>")
    #expect(Vocabulary(tokens: [String]()).count == 1)
    #expect(Vocabulary(tokens: ["a", "[UNK]"], unknownToken: "[UNK]").unknownID == 1)
  }

  @Test func ofEqualTokensTheFirstHasTheName() {
    let vocabulary = Vocabulary(tokens: ["a", "b", "a", "<unk>", "<unk>", ""])
    #expect(vocabulary.count == 6)
    #expect(vocabulary.id(of: "a") == 0)
    #expect(vocabulary.token(2) == "a")
    #expect(vocabulary.unknownID == 3)
    #expect(vocabulary.find("") == 5)
  }

  @Test func equivalentSpellingsAreDifferentTokens() {
    let vocabulary = Vocabulary(tokens: ["e\u{301}", "\u{E9}", "\u{F900}", "\u{8C48}", "<unk>"])
    for id in 0..<Int32(4) {
      let token = vocabulary.token(id) ?? ""
      #expect(vocabulary.find(token) == id)
    }
  }

  @Test func manyTokensAreAllFound() {
    let tokens = (0..<50_000).map { "token\($0)" }
    let vocabulary = Vocabulary(tokens: tokens)
    #expect(tokens.enumerated().allSatisfy { vocabulary.find($1) == Int32($0) })
    #expect(vocabulary.find("token50000") == nil)
  }
}
