import Foundation
import Tokenization

/// A model folder's tokens: text to source ids, target ids to text, and the tokens that name languages.
struct HuggingFaceTokens {
  let source: Vocabulary
  let target: Vocabulary
  let sentencePiece: SentencePieceModel
  let controlTokens: Set<String>
  let languageMarking: LanguageMarking?

  var tokenizer: ModelTokenizer {
    ModelTokenizer(
      source: source, target: target, sentencePiece: sentencePiece, controlTokens: controlTokens)
  }

  init(folder: URL, settings: HuggingFaceConfiguration) throws {
    switch settings.family {
    case .marian: try self.init(marian: folder, settings: settings)
    case .m2m100: try self.init(multilingual: folder, settings: settings)
    }
  }

  /// `source.spm` cuts, `vocab.json` numbers; `target_vocab.json` where the target side has a list of its
  /// own.
  private init(marian folder: URL, settings: HuggingFaceConfiguration) throws {
    sentencePiece = try SentencePieceModel(contentsOf: try Self.existing("source.spm", in: folder))
    let table = try TokenTable.read(Self.existing("vocab.json", in: folder))
    source = try table.vocabulary(count: settings.vocabularySize)
    let targetFile = folder.appendingPathComponent("target_vocab.json")
    if FileManager.default.fileExists(atPath: targetFile.path) {
      target = try TokenTable.read(targetFile).vocabulary(count: settings.decoderVocabularySize)
    } else {
      guard settings.decoderVocabularySize == settings.vocabularySize else {
        throw ModelFormatError(
          .missing, file: targetFile.path, reason: "the target side has a vocabulary of its own size")
      }
      target = source
    }
    let codes = table.codes(from: ">>", to: "<<")
    languageMarking = codes.isEmpty ? nil : .targetBeforeSource(codes)
    controlTokens = ModelTokenizer.usualControlTokens.union(codes.keys.map { ">>\($0)<<" })
  }

  /// `sentencepiece.bpe.model` cuts; ids come from `vocab.json` (M2M100), else as NLLB numbers them.
  private init(multilingual folder: URL, settings: HuggingFaceConfiguration) throws {
    let isNumbered = FileManager.default.fileExists(atPath: folder.appendingPathComponent("vocab.json").path)
    sentencePiece = try SentencePieceModel(
      contentsOf: try Self.existing("sentencepiece.bpe.model", in: folder))
    let files = AddedTokenFiles(folder: folder)
    var table: TokenTable
    let languages: [String: Int32]
    if isNumbered {
      table = try TokenTable.read(folder.appendingPathComponent("vocab.json"))
      languages = try files.m2m100Languages(after: table.count)
    } else {
      (table, languages) = try files.nllb(sentencePiece)
    }
    let marks = isNumbered ? ("__", "__") : ("", "")
    for (code, id) in languages.sorted(by: { $0.value < $1.value }) {
      table.add(marks.0 + code + marks.1, id: Int(id))
    }
    // Matrices have a few rows more than there are tokens.
    let unused: (Int) -> String = { "madeupword\($0)" }
    let count = settings.vocabularySize
    guard table.count * 2 > count else {
      throw ModelFormatError(
        .invalid, file: table.file, reason: "\(table.count) tokens are too few for a model of \(count)")
    }
    source = try table.vocabulary(count: count, unused: unused)
    target = source
    languageMarking = .sourceAndForcedTarget(languages)
    controlTokens = ModelTokenizer.usualControlTokens
      .union(languages.keys.map { marks.0 + $0 + marks.1 }).union((0..<count).lazy.map(unused))
      .union(["<mask>"])
  }

  private static func existing(_ name: String, in folder: URL) throws -> URL {
    let file = folder.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw ModelFormatError(.missing, file: file.path, reason: "the model's text cannot be cut without it")
    }
    return file
  }
}
