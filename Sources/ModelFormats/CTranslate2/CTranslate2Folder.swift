import Foundation
import Inference
import Tokenization

/// A folder with `model.bin`, vocabularies and, from binary version 6, `config.json`.
struct CTranslate2Folder {
  let folder: URL

  /// Larger than any translation model; arrays in the format are at most 4 GiB each.
  static let maximumFileSize = 1 << 36

  /// The source side's SentencePiece model, where a folder carries one under a usual name.
  static func sentencePiece(in folder: URL) throws -> SentencePieceModel? {
    for name in ["sentencepiece.model", "source.spm", "sentencepiece.bpe.model", "spm.model"] {
      let file = folder.appendingPathComponent(name)
      if FileManager.default.fileExists(atPath: file.path) {
        return try SentencePieceModel(contentsOf: file)
      }
    }
    return nil
  }

  func load(sentencePiece: SentencePieceModel?) throws -> TranslationModel {
    let path = folder.appendingPathComponent("model.bin")
    let file = try CTranslate2File(
      data: ModelFile.read(path, maximumSize: Self.maximumFileSize), file: path.path, isMapped: true)
    let settings = try configuration(file)
    let model = try CTranslate2Reader.read(file, layerNormEpsilon: settings.layerNormEpsilon)

    let (source, target) = try vocabularies(settings)
    try check(model, source, target, file: path.path)
    let controlTokens = ModelTokenizer.usualControlTokens
      .union([settings.beginToken, settings.endToken])
    return TranslationModel(
      name: folder.lastPathComponent,
      format: ModelFormat(
        container: .ctranslate2, version: file.version, revision: file.revision,
        weightType: model.weightType),
      configuration: model.configuration, parameters: model.parameters,
      tokens: try specialTokens(settings, source, target),
      tokenizer: ModelTokenizer(
        source: source, target: target, sentencePiece: sentencePiece, controlTokens: controlTokens),
      needsStartToken: settings.decoderStartToken == nil)
  }

  private func configuration(_ file: CTranslate2File) throws -> CTranslate2Configuration {
    let path = folder.appendingPathComponent("config.json")
    let isThere = FileManager.default.fileExists(atPath: path.path)
    guard isThere || file.version < 6 else {
      throw ModelFormatError(
        .missing, file: path.path, reason: "models of binary version 6 need this file")
    }
    var settings = CTranslate2Configuration()
    if isThere {
      settings = try CTranslate2Configuration(
        json: ModelFile.read(path, maximumSize: CTranslate2Configuration.maximumFileSize),
        file: path.path)
    }
    if file.version < 6 {
      let epsilon = settings.layerNormEpsilon
      settings = try CTranslate2Configuration(variablesOf: file)
      settings.layerNormEpsilon = epsilon
    }
    return settings
  }

  private func vocabularies(
    _ settings: CTranslate2Configuration
  ) throws -> (source: Vocabulary, target: Vocabulary) {
    func read(_ name: String) throws -> Vocabulary? {
      try VocabularyFile.read(name, in: folder, unknownToken: settings.unknownToken)
    }
    if let shared = try read("shared_vocabulary") { return (shared, shared) }
    guard let source = try read("source_vocabulary") else {
      throw ModelFormatError(
        .missing, file: folder.path, reason: "neither shared_vocabulary nor source_vocabulary is there")
    }
    guard let target = try read("target_vocabulary") else {
      throw ModelFormatError(
        .missing, file: folder.path, reason: "source_vocabulary is there, target_vocabulary is not")
    }
    return (source, target)
  }

  /// Every id of a vocabulary must have a row, and every row a token.
  private func check(
    _ model: CTranslate2Reader.Model, _ source: Vocabulary, _ target: Vocabulary, file: String
  ) throws {
    let output = model.parameters.outputLayer.weight.rows
    let matrices = [
      ("encoder/embeddings/weight", model.parameters.encoderEmbedding.rows ?? output, "source", source.count),
      ("decoder/embeddings/weight", model.parameters.decoderEmbedding.rows ?? output, "target", target.count),
      ("decoder/projection/weight", output, "target", target.count),
    ]
    for (name, rows, side, count) in matrices where rows != count {
      throw ModelFormatError(
        .invalid, file: file, field: name,
        reason: "has \(rows) rows, the \(side) vocabulary \(count) tokens (unknown token included)")
    }
  }

  private func specialTokens(
    _ settings: CTranslate2Configuration, _ source: Vocabulary, _ target: Vocabulary
  ) throws -> SpecialTokens {
    guard let end = target.find(settings.endToken) else {
      throw ModelFormatError(
        .missing, file: folder.path, field: "target vocabulary",
        reason: "the end token \(settings.endToken) is not in it")
    }
    // Converters of Hugging Face's models leave the end mark to the tokeniser that they came with. A decoder that
    // begins with the end mark was trained on sources that have it, and loops without.
    let marksSourceEnd = settings.addsSourceEnd || settings.decoderStartToken == settings.endToken
    // Marian models have no start token of their own: it counts as unknown, and the decoder
    // begins with a zero vector in its place.
    return SpecialTokens(
      start: settings.decoderStartToken.map { target.id(of: $0) } ?? end, end: end,
      unknown: target.unknownID,
      sourceBegin: settings.addsSourceBegin ? source.id(of: settings.beginToken) : nil,
      sourceEnd: marksSourceEnd ? source.id(of: settings.endToken) : nil)
  }
}
