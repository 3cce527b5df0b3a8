import Foundation
import Inference
import ModelFormats
import Tokenization

/// A model ready to translate: weights packed, workers waiting, text and ids at hand.
final class LoadedModel: Sendable {
  let id: String
  let tokenizer: ModelTokenizer
  let tokens: SpecialTokens
  let engine: InferenceEngine

  /// Reads and packs the model in `folder`; the files are let go afterwards.
  init(id: String, folder: URL, computeType: ComputeType, threadCount: Int) throws {
    var files = try ModelLoader.load(folder: folder)
    files.settleAlignment()
    self.id = id
    tokenizer = files.tokenizer
    tokens = files.tokens
    let model = try TransformerModel(
      configuration: files.configuration, parameters: files.parameters, tokens: files.tokens,
      computeType: computeType)
    engine = try InferenceEngine(model: model, threadCount: threadCount)
  }

  /// Source ids of `text` between the model's special tokens, and where each piece stood.
  func encode(_ text: String, for pair: LanguagePair) throws -> EncodedSource {
    let encoded = try tokenizer.encode(text)
    let begin = tokens.sourceBegin.map { [$0] } ?? []
    let end = tokens.sourceEnd.map { [$0] } ?? []
    return EncodedSource(
      ids: begin + encoded.ids + end, firstPiece: begin.count, ranges: encoded.ranges)
  }

  /// Tokens that `text` takes, special ones not counted; a text that cannot be encoded counts by bytes.
  func tokenCount(of text: String) -> Int {
    (try? tokenizer.encode(text).ids.count) ?? text.utf8.count
  }
}

/// A source sentence in ids.
struct EncodedSource: Sendable {
  /// With special tokens.
  var ids: [Int32]
  /// The position in `ids` of the first piece.
  var firstPiece: Int
  /// UTF-8 byte ranges of the pieces in the text.
  var ranges: [Range<Int>]

  /// The position in `ids` of the piece that covers byte `offset` of the text.
  func position(ofByte offset: Int) -> Int? {
    ranges.firstIndex { $0.contains(offset) }.map { $0 + firstPiece }
  }
}
