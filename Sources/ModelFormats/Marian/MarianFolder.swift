import Foundation
import Inference
import Tokenization

/// A folder with a Marian model: `.npz` or `.bin`, its vocabularies, and perhaps a lexical table and a
/// decoder's settings that name them.
struct MarianFolder {
  let folder: URL
  let parts: MarianParts

  /// nil when the folder holds no Marian model.
  /// - Throws: `ModelFormatError` when it holds one whose parts cannot be told.
  init?(_ folder: URL) throws {
    guard let parts = try MarianParts.find(in: folder) else { return nil }
    self.folder = folder
    self.parts = parts
  }

  /// Whether there is a model, told by the files' names and first bytes.
  static func isModel(_ folder: URL) -> Bool {
    MarianParts.hasModel(folder)
  }

  func load() throws -> TranslationModel {
    let file = try MarianFile(contentsOf: parts.model)
    let model = try MarianReader.read(file, configuration: file.configuration == nil ? configuration() : nil)
    let vocabularies = try MarianVocabularies(
      source: parts.sourceVocabulary, target: parts.targetVocabulary, segmentation: parts.segmentation)
    let rows = model.parameters.outputLayer.weight.rows
    try check(vocabularies.target, parts.targetVocabulary, rows: rows)
    let sourceRows = model.parameters.encoderEmbedding.rows ?? rows
    try check(vocabularies.source, parts.sourceVocabulary, rows: sourceRows)
    let languages = vocabularies.targetLanguages
    return TranslationModel(
      name: folder.lastPathComponent,
      format: ModelFormat(
        container: .marian, version: MarianFile.binaryVersion, revision: 0, weightType: model.weightType),
      configuration: model.configuration, parameters: model.parameters,
      tokens: try tokens(vocabularies, rows: rows),
      tokenizer: ModelTokenizer(
        source: vocabularies.source, target: vocabularies.target, sentencePiece: vocabularies.sentencePiece),
      needsStartToken: false,
      languageMarking: languages.isEmpty ? nil : .targetBeforeSource(languages),
      shortlist: try shortlist(vocabularies))
  }

  /// The decoder begins with a zero vector, so its start token has no influence; Marian never writes the
  /// unknown token, nor words that only pad its matrices.
  private func tokens(_ vocabularies: MarianVocabularies, rows: Int) throws -> SpecialTokens {
    let end = MarianVocabularies.endToken
    guard let targetEnd = vocabularies.target.find(end) else {
      throw ModelFormatError(
        .missing, file: parts.targetVocabulary.path, field: end, reason: "the vocabulary lacks it")
    }
    guard let sourceEnd = vocabularies.source.find(end) else {
      throw ModelFormatError(
        .missing, file: parts.sourceVocabulary.path, field: end, reason: "the vocabulary lacks it")
    }
    let padding = Int32(vocabularies.target.count)..<Int32(rows)
    return SpecialTokens(
      start: targetEnd, end: targetEnd, unknown: vocabularies.target.unknownID, sourceEnd: sourceEnd,
      suppressed: [vocabularies.target.unknownID] + padding)
  }

  private func check(_ vocabulary: Vocabulary, _ file: URL, rows: Int) throws {
    guard vocabulary.count <= rows else {
      throw ModelFormatError(
        .invalid, file: file.path,
        reason: "\(vocabulary.count) tokens, but the model's matrices have \(rows) rows for them")
    }
  }

  private func shortlist(_ vocabularies: MarianVocabularies) throws -> Shortlist? {
    guard let file = parts.shortlist else { return nil }
    let data = try ModelFile.read(file, maximumSize: MarianShortlistFile.maximumFileSize)
    return try MarianShortlistFile.read(
      data, file: file.path, sourceCount: vocabularies.source.count, targetCount: vocabularies.target.count,
      sharesVocabulary: vocabularies.areShared)
  }

  /// What `marian` saved beside an `.npz` that does not hold it: `NAME.npz.yml`, else the only `.yml` that
  /// describes a model.
  private func configuration() throws -> MarianConfiguration? {
    let named = parts.model.appendingPathExtension("yml")
    let beside = try MarianParts.files(in: folder).filter { ["yml", "yaml"].contains($0.pathExtension) }
    for file in beside.contains(where: { $0.path == named.path }) ? [named] : beside {
      guard let data = try? ModelFile.read(file, maximumSize: YAMLMapping.maximumSize),
        let options = try? YAMLMapping(data, file: file.path), options.has("type"), options.has("dim-emb")
      else { continue }
      return try MarianConfiguration(options)
    }
    return nil
  }
}
