import Foundation

extension ModelStore {
  /// Installs a model from a local folder (CTranslate2 or unpacked Argos) or archive
  /// (`.argosmodel`, `.zip`, `.tar`, `.tar.gz`).
  ///
  /// The files are copied; their lengths and sha256 are computed and recorded.
  ///
  /// - Throws: `ModelStoreError`, or `CancellationError` when the task is cancelled.
  public func install(
    path: URL, options: LocalModelOptions = LocalModelOptions(),
    progress: @escaping @Sendable (ModelStoreProgress) -> Void = { _ in }
  ) async throws -> InstalledModel {
    try await InstallContext.run(progress: progress) { context in
      let source = path.standardizedFileURL.path
      guard StoreFolder.isTaken(source) else { throw ModelStoreError.noSuchFile(path: source) }
      return try self.exclusively(context) {
        try self.install(local: source, options: options, context: context)
      }
    }
  }

  private func install(
    local source: String, options: LocalModelOptions, context: InstallContext
  ) throws -> InstalledModel {
    let unpacked = stagingPath + "/unpacked"
    try StoreFolder.create(unpacked)
    var records =
      StoreFolder.exists(source)
      ? try FolderCopier(context: context, limits: limits).copy(source, to: unpacked)
      : try unpack(source, into: unpacked, context: context)

    // A package that carries one model archive among other things, as some distributions do.
    let nested = records.map(\.path).filter { $0.hasSuffix(".argosmodel") }
    if nested.count == 1, let inner = nested.first,
      !records.contains(where: { $0.path.split(separator: "/").last == "model.bin" })
    {
      let archive = stagingPath + "/nested.argosmodel"
      try StoreFolder.rename(unpacked + "/" + inner, to: archive)
      try StoreFolder.remove(unpacked)
      try StoreFolder.create(unpacked)
      records = try unpack(archive, into: unpacked, context: context)
    }

    let layout = try LocalModelLayout.detect(files: records.map(\.path), source: source)
    let root = layout.root.isEmpty ? unpacked : unpacked + "/" + layout.root
    let rootName = layout.root.isEmpty ? "" : (layout.root as NSString).lastPathComponent
    let description = try LocalModelDescription(
      root: root, rootName: rootName, path: source, options: options)
    if !options.replacing, StoreFolder.isTaken(folder(id: description.id)) {
      throw ModelStoreError.alreadyInstalled(id: description.id)
    }
    let files = records.compactMap { record in
      RelativePath.relative(record.path, to: layout.root).map {
        FileRecord(path: $0, size: record.size, sha256: record.sha256)
      }
    }
    let known = knownEntry(withWeightsOf: files)
    let kind = StoreFolder.exists(source) ? "folder" : "archive"
    let manifest = ModelManifest(
      id: description.id, name: description.name, from: description.from, to: description.to,
      format: layout.format, licence: known?.licence, attribution: known?.attribution,
      source: "local \(kind) \((source as NSString).lastPathComponent)",
      files: files.sorted { $0.path < $1.path }, installed: Date())
    return try publish(tree: root, manifest: manifest)
  }

  /// The catalogue's entry with the same weights, whose licence and credits then hold here too.
  private func knownEntry(withWeightsOf files: [FileRecord]) -> CatalogueEntry? {
    let present = Set(files.map(\.sha256))
    return catalogue.entries.first { entry in
      // Small files such as configurations are alike in many models.
      let weights = entry.files.filter { $0.size > 1 << 20 }
      return !weights.isEmpty && weights.allSatisfy { present.contains($0.sha256) }
    }
  }

  private func unpack(
    _ archive: String, into folder: String, context: InstallContext
  ) throws -> [FileRecord] {
    try GzipChecksum(context: context, limits: limits).verify(archive)
    return try ArchiveExtractor(context: context, limits: limits).extract(archive: archive, into: folder) {
      LocalModelLayout.keeps($0.path) ? $0.path : nil
    }
  }
}
