import Foundation
import Inference
import Tokenization

/// Recognises what kind of model a folder holds and reads it.
public enum ModelLoader {
  /// The packed model in a folder of the model store.
  package static let packedFileName = "model.\(PackedModelFile.pathExtension)"

  /// Reads a packed model file, or a folder: one that holds a packed file; CTranslate2's (`model.bin` and its
  /// vocabularies); an unpacked Argos package (`model/`, `sentencepiece.model`, `metadata.json`); Marian's (`.npz`
  /// or `.bin`); Hugging Face's (`config.json`, weights as `model.safetensors` or `pytorch_model.bin`, the
  /// tokeniser's files). A folder whose only model lies one level deeper is opened there.
  ///
  /// Weights stay in the mapped file until they are used: do not rewrite it while the model lives.
  /// - Throws: `ModelFormatError` or `TokenizationError`, naming the file and the place in it.
  public static func load(folder: URL) throws -> TranslationModel {
    if PackedModelFile.isPacked(folder) { return try PackedModelFile.read(folder) }
    if let model = try loadIfPresent(folder) { return model }
    let inner = try subfolders(of: folder).filter {
      isModel($0) || isPackage($0) || MarianFolder.isModel($0) || HuggingFaceFolder.isPresent(in: $0)
    }
    guard inner.count <= 1 else {
      let names = inner.map(\.lastPathComponent).joined(separator: ", ")
      throw ModelFormatError(
        .invalid, file: folder.path, reason: "holds several models (\(names)): name one of them")
    }
    guard let only = inner.first, let model = try loadIfPresent(only) else {
      throw ModelFormatError(
        .missing, file: folder.path,
        reason: "no model here: neither \(packedFileName) nor model.bin, model/model.bin, model.safetensors, "
          + "pytorch_model.bin or a Marian model was found")
    }
    return model
  }

  private static func loadIfPresent(_ folder: URL) throws -> TranslationModel? {
    let packed = folder.appendingPathComponent(packedFileName)
    if FileManager.default.fileExists(atPath: packed.path) { return try PackedModelFile.read(packed) }
    if isPackage(folder) { return try ArgosPackage(folder: folder).load() }
    if let marian = try MarianFolder(folder) { return try marian.load() }
    if isModel(folder) {
      return try CTranslate2Folder(folder: folder).load(
        sentencePiece: CTranslate2Folder.sentencePiece(in: folder))
    }
    if HuggingFaceFolder.isPresent(in: folder) { return try HuggingFaceFolder(folder: folder).load() }
    return nil
  }

  private static func isModel(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("model.bin").path)
  }

  private static func isPackage(_ folder: URL) -> Bool {
    isModel(folder.appendingPathComponent("model"))
  }

  private static func subfolders(of folder: URL) throws -> [URL] {
    do {
      return try FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: [.isDirectoryKey]
      )
      .filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true }
      .sorted { $0.path < $1.path }
    } catch {
      throw ModelFormatError(
        .unreadable, file: folder.path, reason: "not a folder that can be read")
    }
  }
}
