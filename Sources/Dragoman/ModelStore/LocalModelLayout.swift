import Foundation

/// Finds the model among a folder's files, by their names.
struct LocalModelLayout: Equatable {
  /// The model's folder, relative to the one searched; empty for itself.
  let root: String
  /// `ctranslate2`, `marian`, `huggingface` or `dragoman`.
  let format: String
  /// The file with the weights, relative to `root`.
  let weights: String

  /// What is looked for, for people.
  static let soughtFiles = """
    *.dragoman; model.bin (CTranslate2, Argos); config.json with model.safetensors or \
    pytorch_model.bin (Hugging Face); *.npz or model*.bin with *.spm or *.yml (Marian)
    """

  /// - Parameters:
  ///   - files: relative paths.
  ///   - source: for the error.
  static func detect(files: [String], source: String) throws -> LocalModelLayout {
    let folders = Dictionary(grouping: files) { ($0 as NSString).deletingLastPathComponent }
    let found = folders.keys.sorted().flatMap { folder in
      models(named: Set((folders[folder] ?? []).map { ($0 as NSString).lastPathComponent })).map {
        LocalModelLayout(root: folder, format: $0.format, weights: $0.weights)
      }
    }
    guard let only = found.first else {
      throw ModelStoreError.noModelFound(path: source, reason: "there is none of: \(soughtFiles)")
    }
    guard found.count == 1 else {
      let names = found.prefix(4).map { $0.root.isEmpty ? $0.weights : "\($0.root)/\($0.weights)" }
      throw ModelStoreError.noModelFound(
        path: source, reason: "there are \(found.count), name one: \(names.joined(separator: ", "))")
    }
    return only.asArgosPackage(files: files) ?? only
  }

  /// Argos keeps CTranslate2's files in `model` and the rest beside that folder.
  private func asArgosPackage(files: [String]) -> LocalModelLayout? {
    guard format == "ctranslate2", (root as NSString).lastPathComponent == "model" else { return nil }
    let parent = (root as NSString).deletingLastPathComponent
    let beside = ["metadata.json", "sentencepiece.model", "bpe.model"].map {
      parent.isEmpty ? $0 : parent + "/" + $0
    }
    guard !Set(beside).isDisjoint(with: files) else { return nil }
    return LocalModelLayout(root: parent, format: format, weights: "model/\(weights)")
  }

  /// The models of one folder: several own files, or one model of another kind.
  private static func models(named names: Set<String>) -> [(format: String, weights: String)] {
    let packed = names.filter { $0.hasSuffix(".dragoman") }.sorted()
    if !packed.isEmpty { return packed.map { (ModelPacker.format, $0) } }
    let hasMarianText = names.contains { $0.hasSuffix(".spm") || $0.hasSuffix(".yml") }
    if names.contains("model.bin") {
      // Marian's binary files may have the same name, but have no vocabulary of CTranslate2's.
      let isCTranslate2 = names.contains { $0 == "config.json" || $0.contains("_vocabulary.") }
      return [(isCTranslate2 || !hasMarianText ? "ctranslate2" : "marian", "model.bin")]
    }
    if names.contains("config.json") {
      let weights = ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin"]
      if let file = weights.first(where: names.contains) { return [("huggingface", file)] }
    }
    guard hasMarianText else { return [] }
    let weights = names.filter {
      $0.hasSuffix(".npz") || ($0.hasPrefix("model") && $0.hasSuffix(".bin") && !$0.hasSuffix(".s2t.bin"))
    }
    return weights.min().map { [("marian", $0)] } ?? []
  }

  /// Whether a file can be part of a model: no hidden files, no sentence splitters of other tools, no
  /// weights for other frameworks.
  static func keeps(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    if parts.contains(where: { $0.hasPrefix(".") || $0 == "stanza" || $0 == "__MACOSX" }) {
      return false
    }
    guard let name = parts.last else { return false }
    return name != ModelManifest.fileName && name != "desktop.ini"
      && ![".h5", ".msgpack", ".ot", ".onnx"].contains { name.hasSuffix($0) }
  }
}
