/// A model's files in a folder, hashed.
struct ModelFiles {
  /// The model's folder.
  var folder: String
  /// That folder's name in its archive, or its own.
  var folderName: String
  /// `ctranslate2`, `marian`, `huggingface` or `dragoman`.
  var format: String
  /// The file with the weights, relative to `folder`.
  var weights: String
  /// Paths relative to `folder`.
  var files: [FileRecord]
  /// Whether the files are the store's to move, and not the user's.
  var isOurs: Bool

  /// Bytes of the files together.
  var size: Int64 { files.reduce(0) { $0 &+ $1.size } }
}

extension FileRecord {
  /// Whether the file tells people about the model: its licence, its credits, its description.
  var isText: Bool {
    guard size <= 1 << 20, !path.contains("/") else { return false }
    let name = path.lowercased()
    return ["licence", "license", "copying", "notice", "readme", "credits", "model_card", "modelcard"]
      .contains { name.hasPrefix($0) }
  }
}
