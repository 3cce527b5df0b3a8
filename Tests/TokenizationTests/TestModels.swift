import Foundation
import Testing
import Tokenization

enum TestModels {
  static func data(_ name: String) throws -> Data {
    let file = Bundle.module.url(
      forResource: name, withExtension: "model", subdirectory: "Resources")
    return try Data(contentsOf: #require(file))
  }

  static func sentencePiece(_ name: String) throws -> SentencePieceModel {
    try SentencePieceModel(data: data(name), name: "\(name).model")
  }

  /// A tokenizer whose vocabulary is the model's own pieces, in another order.
  static func tokenizer(_ name: String) throws -> ModelTokenizer {
    let model = try sentencePiece(name)
    let pieces = (0..<Int32(model.pieceCount)).compactMap { model.piece($0) }
    let vocabulary = Vocabulary(tokens: pieces.reversed())
    return ModelTokenizer(source: vocabulary, target: vocabulary, sentencePiece: model)
  }

  /// The text of a range of UTF-8 bytes.
  static func slice(_ text: String, _ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }
}
