import Foundation

/// Finds the model among a folder's files.
struct LocalModelLayout {
  /// The model's folder, relative to the one searched; empty for itself.
  let root: String
  let format: String

  /// - Parameters:
  ///   - files: relative paths.
  ///   - source: for the error.
  static func detect(files: [String], source: String) throws -> LocalModelLayout {
    let weights = files.filter { $0 == "model.bin" || $0.hasSuffix("/model.bin") }
    guard let found = weights.first else {
      throw ModelStoreError.noModelFound(path: source, reason: "there is no model.bin")
    }
    guard weights.count == 1 else {
      throw ModelStoreError.noModelFound(
        path: source, reason: "there are \(weights.count): \(weights.prefix(4).joined(separator: ", "))")
    }
    let folder = (found as NSString).deletingLastPathComponent
    let parent = (folder as NSString).deletingLastPathComponent
    // Argos keeps the weights in `model` and the rest beside it.
    if (folder as NSString).lastPathComponent == "model" {
      let beside = ["metadata.json", "sentencepiece.model", "bpe.model"].map {
        parent.isEmpty ? $0 : parent + "/" + $0
      }
      if !Set(beside).isDisjoint(with: files) {
        return LocalModelLayout(root: parent, format: "ctranslate2")
      }
    }
    return LocalModelLayout(root: folder, format: "ctranslate2")
  }

  /// Whether a file can be part of a model: no hidden files, no sentence splitters of other tools.
  static func keeps(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    if parts.contains(where: { $0.hasPrefix(".") || $0 == "stanza" || $0 == "__MACOSX" }) {
      return false
    }
    return parts.last.map { $0 != ModelManifest.fileName } ?? false
  }
}
