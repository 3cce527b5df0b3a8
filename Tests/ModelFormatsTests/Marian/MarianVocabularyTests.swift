import Foundation
import ModelFormats
import Testing
import Tokenization

struct MarianVocabularyTests {
  private func read(_ text: String) throws -> Vocabulary {
    var reader = MarianVocabularyReader(data: Data(text.utf8), file: "vocab.yml")
    return Vocabulary(try reader.read(), unknownToken: "<unk>")
  }

  @Test func everyStyleOfToken() throws {
    let vocabulary = try read(
      """
      ---
      "</s>": 0
      <unk>: 1
      # a comment
      ▁the: 3
      'it''s': 2
      "say \\"x\\"\\t\\u00e9\\x41\\U0001F600": 4
      a:b : 5
      ":": 6
      '▁:': 7
      "null": 8
      12: 9
      -: 10   # a dash
      >>: 11
      """.replacing(">>: 11", with: "\">>fra<<\": 11\r"))
    let tokens = (0..<12).map { vocabulary.token(Int32($0)) }
    #expect(
      tokens == [
        "</s>", "<unk>", "it's", "▁the", "say \"x\"\té\u{41}\u{1F600}", "a:b", ":", "▁:", "null", "12", "-",
        ">>fra<<",
      ])
  }

  @Test(arguments: [
    ("a: 0\nb: 0\n", "id 0"), ("a: 0\nb: 2\n", "id 2"), ("a 0\n", "line 1"), ("a: 0\nb: x\n", "line 2"),
    ("a: 0\n\"b: 1\n", "line 2"), ("\"\\q\": 0\n", "line 1"), ("\"\\uD800\": 0\n", "line 1"),
    ("[a, b]\n", "line 1"),
    ("a: 9999999999\n", "line 1"), ("a: -1\n", "line 1"), ("a: 1 2\n", "line 1"), ("a: 0\n'b", "line 2"),
    ("\"\\", "line 1"), ("\"\\u00", "line 1"), ("a:", "line 1"),
  ])
  func damaged(text: String, place: String) {
    #expect { try read(text) } throws: {
      ($0 as? ModelFormatError)?.field == place && ($0 as? ModelFormatError)?.file == "vocab.yml"
    }
  }
}
