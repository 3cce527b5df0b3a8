import Foundation
import Inference
import ModelFormats
import Tokenization

/// A model ready to translate: weights packed, workers waiting, text and ids at hand.
final class LoadedModel: Sendable {
  let id: String
  let tokenizer: ModelTokenizer
  let marks: SourceMarks
  let engine: InferenceEngine

  /// Reads and packs the model in `folder`; the files are let go afterwards.
  init(id: String, folder: URL, computeType: ComputeType, threadCount: Int) throws {
    var files = try ModelLoader.load(folder: folder)
    files.settleAlignment(heads: MeasuredAlignment.heads(of: id))
    self.id = id
    tokenizer = files.tokenizer
    marks = files.marks
    let model = try TransformerModel(
      configuration: files.configuration, parameters: files.parameters, tokens: files.tokens,
      shortlist: files.shortlist, computeType: computeType)
    engine = try InferenceEngine(model: model, threadCount: threadCount)
  }

  /// Source ids of `text` between the model's special tokens, and where each piece stood.
  /// - Throws: `LanguageMarkingError` for a language that the model does not know.
  func encode(_ text: String, for pair: LanguagePair) throws -> EncodedSource {
    let encoded = tokenizer.encode(text)
    let ids = try marks.framed(encoded.ids, from: pair.from.code, to: pair.to.code)
    let behind = marks.tokens.sourceEnd == nil ? 0 : 1
    return EncodedSource(
      ids: ids, firstPiece: ids.count - encoded.ids.count - behind, ranges: encoded.ranges)
  }

  /// The tokens with which every translation into the pair's target begins; they are no part of its text.
  func forcedPrefix(for pair: LanguagePair) throws -> [Int32] {
    try marks.forcedPrefix(to: pair.to.code)
  }

  /// `text` in target ids, as far as the model can write it.
  func draft(_ text: String) -> [Int32] {
    let vocabulary = engine.model.targetVocabularySize
    return Array(tokenizer.encodeTarget(text).ids.prefix { $0 >= 0 && Int($0) < vocabulary })
  }

  /// Tokens that `text` takes, special ones not counted.
  func tokenCount(of text: String) -> Int {
    tokenizer.encode(text).ids.count
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
