import Foundation

extension ModelStore {
  /// Turns an installed model of an earlier version into the own format, in its place.
  ///
  /// Its files are verified first. Until the new files are whole the old ones stay as they are. A model
  /// that is in the own format already is returned as it is.
  ///
  /// - Parameter keepingOriginal: keeps the files of before the conversion too.
  /// - Throws: `ModelStoreError`, or `CancellationError` when the task is cancelled.
  public func convert(
    id: String, keepingOriginal: Bool = false,
    progress: @escaping @Sendable (ModelStoreProgress) -> Void = { _ in }
  ) async throws -> InstalledModel {
    try await InstallContext.run(progress: progress) { context in
      let present = try self.installedModel(id: id)
      guard present.manifest.isConvertible else { return present }
      return try self.exclusively(context) {
        let model = try self.installedModel(id: id)
        guard model.manifest.isConvertible else { return model }
        return try self.convert(model, keepingOriginal: keepingOriginal, context: context)
      }
    }
  }

  private func convert(
    _ model: InstalledModel, keepingOriginal: Bool, context: InstallContext
  ) throws -> InstalledModel {
    let old = model.manifest
    var verifier = FileVerifier(context: context, totalBytes: old.size)
    for file in old.files {
      try verifier.verify(path: model.folder.path + "/" + file.path, record: file)
    }
    let layout = try LocalModelLayout.detect(files: old.files.map(\.path), source: model.folder.path)
    let files = ModelFiles(
      folder: model.folder.path, folderName: model.id, format: old.format, weights: layout.weights,
      files: old.files, isOurs: false)
    let tree = stagingPath + "/tree"
    let packed = try ModelPacker(converter: converter, context: context, limits: limits).pack(
      files,
      facts: ModelFacts(
        name: old.name, from: old.from, to: old.to, licence: old.licence, attribution: old.attribution),
      keepsOriginal: keepingOriginal, into: tree)
    let manifest = ModelManifest(
      id: old.id, name: old.name, from: old.from, to: old.to, licence: old.licence,
      attribution: old.attribution, source: old.source, scores: old.scores, packed: packed)
    return try publish(tree: tree, manifest: manifest)
  }

  /// Converts the model in a local folder or archive to one file, which appears when it is whole.
  ///
  /// A file of that name is replaced. The store is not touched.
  ///
  /// - Returns: what the new file says about its model, and its record, named by its path.
  /// - Throws: `ModelStoreError`, or `CancellationError` when the task is cancelled.
  public func convert(
    path: URL, to output: URL, options: LocalModelOptions = LocalModelOptions(),
    progress: @escaping @Sendable (ModelStoreProgress) -> Void = { _ in }
  ) async throws -> (facts: ModelFacts, file: FileRecord, origin: ModelOrigin) {
    try await InstallContext.run(progress: progress) { context in
      let (source, target) = (path.standardizedFileURL.path, output.standardizedFileURL.path)
      guard StoreFolder.isTaken(source) else { throw ModelStoreError.noSuchFile(path: source) }
      if StoreFolder.exists(target) {
        throw ModelStoreError.inputOutput(operation: "write", path: target, reason: "it is a folder")
      }
      let parent = (target as NSString).deletingLastPathComponent
      guard StoreFolder.exists(parent) else { throw ModelStoreError.noSuchFile(path: parent) }
      // Beside the output, so that the last step is a rename.
      let scratch = "\(parent)/.\((target as NSString).lastPathComponent).\(UUID().uuidString).part"
      try StoreFolder.create(scratch)
      defer { try? StoreFolder.remove(scratch) }
      let files = try LocalModelFinder(context: context, limits: self.limits, scratch: scratch + "/found")
        .find(source)
      let description = try LocalModelDescription(files: files, path: source, options: options)
      let tree = scratch + "/tree"
      let packed = try ModelPacker(converter: self.converter, context: context, limits: self.limits)
        .pack(
          files,
          facts: description.facts(options: options, known: self.knownEntry(withWeightsOf: files.files)),
          keepsOriginal: false, into: tree)
      guard let origin = packed.origin, var record = packed.files.first else {
        throw ModelStoreError.conversionFailed(
          format: files.format, reason: "it is in Dragoman's own format already")
      }
      try StoreFolder.rename(tree + "/" + ModelPacker.fileName, to: target)
      try StoreFolder.synchronize(parent)
      record.path = target
      return (packed.facts, record, origin)
    }
  }
}
