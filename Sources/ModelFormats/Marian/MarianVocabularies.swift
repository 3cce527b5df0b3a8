import Foundation
import Tokenization

/// The words of a Marian model's two sides.
struct MarianVocabularies {
  let source: Vocabulary
  let target: Vocabulary
  /// nil for models whose tokens are given separated by spaces.
  let sentencePiece: SentencePieceModel?
  /// Whether both sides are one file, so that source ids are target ids too.
  let areShared: Bool

  static let endToken = "</s>"
  private static let unknownToken = "<unk>"

  /// - Parameter segmentation: cuts the source text where the vocabularies do not do so themselves.
  init(source: URL, target: URL, segmentation: URL?) throws {
    areShared = source.standardizedFileURL == target.standardizedFileURL
    if Self.isSentencePiece(source) {
      let model = try SentencePieceModel(contentsOf: source)
      sentencePiece = model
      self.source = Self.vocabulary(of: model)
    } else {
      sentencePiece = try segmentation.map { try SentencePieceModel(contentsOf: $0) }
      self.source = try Self.vocabulary(contentsOf: source)
    }
    self.target = areShared ? self.source : try Self.vocabulary(anyOf: target)
  }

  static func isSentencePiece(_ file: URL) -> Bool {
    ["spm", "model"].contains(file.pathExtension)
  }

  /// Ids of the tokens that name a target language, such as `>>deu<<`, by that name.
  var targetLanguages: [String: Int32] {
    var languages: [String: Int32] = [:]
    for id in 0..<Int32(source.count) {
      guard let token = source.token(id), token.hasPrefix(">>"), token.hasSuffix("<<"), token.utf8.count > 4
      else { continue }
      languages[String(token.dropFirst(2).dropLast(2))] = id
    }
    return languages
  }

  private static func vocabulary(anyOf file: URL) throws -> Vocabulary {
    isSentencePiece(file)
      ? vocabulary(of: try SentencePieceModel(contentsOf: file)) : try vocabulary(contentsOf: file)
  }

  /// The model's own pieces: in Marian they are numbered as SentencePiece numbers them.
  private static func vocabulary(of model: SentencePieceModel) -> Vocabulary {
    var tokens = TokenList()
    for id in 0..<Int32(model.pieceCount) {
      tokens.append(model.piece(id) ?? "")
      tokens.endToken()
    }
    return Vocabulary(tokens, unknownToken: model.piece(model.unknownID) ?? unknownToken)
  }

  private static func vocabulary(contentsOf file: URL) throws -> Vocabulary {
    guard file.pathExtension != "fsv" else {
      throw ModelFormatError(.unsupported, file: file.path, reason: "factored vocabularies cannot be run")
    }
    let data = try ModelFile.read(file, maximumSize: VocabularyFile.maximumFileSize)
    let tokens: TokenList
    if ["yml", "yaml"].contains(file.pathExtension) {
      var reader = MarianVocabularyReader(data: data, file: file.path)
      tokens = try reader.read()
    } else {
      // One token a line.
      tokens = VocabularyFile.textTokens(data)
    }
    guard tokens.count > 0, tokens.count <= VocabularyFile.maximumTokens else {
      throw ModelFormatError(
        tokens.count == 0 ? .invalid : .tooLarge, file: file.path,
        reason: "holds \(tokens.count) tokens, not 1 to \(VocabularyFile.maximumTokens)")
    }
    let vocabulary = Vocabulary(tokens, unknownToken: unknownToken)
    guard vocabulary.count == tokens.count else {
      throw ModelFormatError(
        .missing, file: file.path, field: unknownToken, reason: "the vocabulary lacks it")
    }
    return vocabulary
  }
}
