import Foundation
import Tokenization

/// An unpacked Argos Translate package: a CTranslate2 folder `model/`, the source side's
/// `sentencepiece.model`, and `metadata.json` with the languages.
struct ArgosPackage {
  let folder: URL

  private static let maximumMetadataSize = 1 << 20

  func load() throws -> TranslationModel {
    let tokenizer = try sentencePiece()
    var model = try CTranslate2Folder(folder: folder.appendingPathComponent("model"))
      .load(sentencePiece: tokenizer)
    model.name = folder.lastPathComponent
    try describe(&model)
    return model
  }

  private func sentencePiece() throws -> SentencePieceModel {
    let file = folder.appendingPathComponent("sentencepiece.model")
    guard FileManager.default.fileExists(atPath: file.path) else {
      let older = folder.appendingPathComponent("bpe.model")
      throw FileManager.default.fileExists(atPath: older.path)
        ? ModelFormatError(
          .unsupported, file: older.path, reason: "packages with BPE codes cannot be run")
        : ModelFormatError(.missing, file: file.path, reason: "the package needs this file")
    }
    return try SentencePieceModel(contentsOf: file)
  }

  /// Languages, version and name; a package without metadata translates all the same.
  private func describe(_ model: inout TranslationModel) throws {
    let file = folder.appendingPathComponent("metadata.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    let data = try ModelFile.read(file, maximumSize: Self.maximumMetadataSize)
    guard let values = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw ModelFormatError(.invalid, file: file.path, reason: "not a JSON object")
    }
    let fields = JSONFields(file: file.path, values: values)
    model.sourceLanguage = try fields.value("from_code", as: String.self, "a string")
    model.targetLanguage = try fields.value("to_code", as: String.self, "a string")
    model.version = try fields.value("package_version", as: String.self, "a string")
    if let from = try fields.value("from_name", as: String.self, "a string"),
      let to = try fields.value("to_name", as: String.self, "a string")
    {
      model.name = "\(from) to \(to)"
    }
  }
}
