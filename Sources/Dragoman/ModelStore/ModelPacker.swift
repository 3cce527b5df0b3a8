import Foundation

/// Makes the folder that is installed out of a model's files: the model in Dragoman's own file, and the
/// texts that came with it.
struct ModelPacker {
  /// Name of the model's own file in its folder.
  static let fileName = "model.dragoman"
  /// Name of the format of that file.
  static let format = "dragoman"
  /// Subfolder for the files of before the conversion, where they are kept.
  static let originalFolder = "original"

  struct Result {
    /// Everything in the folder, paths relative to it.
    var files: [FileRecord]
    var facts: ModelFacts
    /// Nil when the model came in the own format.
    var origin: ModelOrigin?
  }

  let converter: any ModelConverting
  let context: InstallContext
  let limits: ArchiveLimits

  /// Converts `model` into the new folder `target`.
  ///
  /// - Parameters:
  ///   - facts: what the caller knows better than the files.
  ///   - keepsOriginal: puts the model's own files beside, below `original`.
  func pack(
    _ model: ModelFiles, facts: ModelFacts, keepsOriginal: Bool, into target: String
  ) throws -> Result {
    try StoreFolder.create(target)
    try StoreFolder.requireRoom(model.size, at: target)
    let packed = target + "/" + Self.fileName
    let copier = FolderCopier(context: context, limits: limits)
    if model.format == Self.format {
      let file = URL(fileURLWithPath: model.folder + "/" + model.weights)
      let facts = try describing(model) { try converter.facts(of: file) }
      var record = try copier.copy(model.weights, from: model.folder, to: packed)
      record.path = Self.fileName
      return Result(files: [record] + (try copyTexts(of: model, into: target)), facts: facts)
    }
    let facts = try describing(model) {
      try converter.convert(
        folder: URL(fileURLWithPath: model.folder, isDirectory: true),
        to: URL(fileURLWithPath: packed), facts: facts
      ) { share in
        try context.check()
        let done = min(max(share.isFinite ? share : 0, 0), 1)
        context.report(.converting, Int64(Double(model.size) * done), of: model.size)
      }
    }
    try context.check()
    var files = [try record(ofPacked: packed)] + (try copyTexts(of: model, into: target))
    if keepsOriginal {
      files += try keepOriginal(of: model, in: target)
    } else if model.isOurs {
      try StoreFolder.remove(model.folder)
    }
    return Result(
      files: files, facts: facts, origin: ModelOrigin(format: model.format, files: model.files))
  }

  /// Runs a converter's work; its errors name files relative to the model.
  private func describing<Value>(_ model: ModelFiles, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error where error is CancellationError || error is ModelStoreError {
      throw error
    } catch {
      let reason = String(describing: error).replacingOccurrences(of: model.folder + "/", with: "")
      throw ModelStoreError.conversionFailed(format: model.format, reason: reason)
    }
  }

  private func record(ofPacked path: String) throws -> FileRecord {
    guard StoreFile.size(path: path) != nil else {
      throw ModelStoreError.missingFile(path: Self.fileName, container: "the conversion's result")
    }
    try StoreFile.open(reading: path).synchronize()
    var verifier = FileVerifier(context: context, totalBytes: StoreFile.size(path: path))
    let digest = try verifier.digest(path: path)
    return FileRecord(path: Self.fileName, size: digest.size, sha256: digest.sha256)
  }

  private func copyTexts(of model: ModelFiles, into target: String) throws -> [FileRecord] {
    let copier = FolderCopier(context: context, limits: limits)
    return try model.files.filter(\.isText).map {
      try copier.copy(
        $0.path, from: model.folder, to: target + "/" + $0.path, reportsProgress: false)
    }
  }

  private func keepOriginal(of model: ModelFiles, in target: String) throws -> [FileRecord] {
    let folder = target + "/" + Self.originalFolder
    if model.isOurs {
      try StoreFolder.rename(model.folder, to: folder)
    } else {
      try StoreFolder.requireRoom(model.size, at: target)
      let copier = FolderCopier(context: context, limits: limits)
      for file in model.files {
        _ = try copier.copy(file.path, from: model.folder, to: folder + "/" + file.path)
      }
    }
    return model.files.map {
      FileRecord(path: "\(Self.originalFolder)/\($0.path)", size: $0.size, sha256: $0.sha256)
    }
  }
}
