import Foundation

extension ModelStore {
  /// Installs a model of the catalogue; returns at once when it is already there and complete.
  ///
  /// Its files are fetched, verified and converted. A kill at any time leaves no half model: call again.
  ///
  /// - Parameters:
  ///   - replacing: installs again what is already there.
  ///   - keepingOriginal: keeps the files of before the conversion too.
  ///   - followedBy: models that will be installed next: downloads that they share are kept for them.
  ///   - progress: called often, on another thread.
  /// - Throws: `ModelStoreError`, or `CancellationError` when the task is cancelled.
  public func install(
    id: String, replacing: Bool = false, keepingOriginal: Bool = false, followedBy next: [String] = [],
    progress: @escaping @Sendable (ModelStoreProgress) -> Void = { _ in }
  ) async throws -> InstalledModel {
    guard let entry = catalogue.entry(id: id) else {
      throw ModelStoreError.unknownModel(id: id, available: catalogue.entries.map(\.id))
    }
    let shared = next.compactMap { catalogue.entry(id: $0) }.flatMap(\.sources).flatMap(\.packages)
    let hashes = Set(shared.map(\.archive.sha256))
    let isThere = { @Sendable (model: InstalledModel) in
      !replacing && (model.manifest.holdsOriginal || !keepingOriginal)
    }
    return try await InstallContext.run(progress: progress) { context in
      if let model = self.completeModel(id: id), isThere(model) { return model }
      return try self.exclusively(context) {
        // Another process may have installed it while this one waited.
        if let model = self.completeModel(id: id), isThere(model) { return model }
        let downloads = DownloadCache(
          folder: self.cachePath, scratch: self.stagingPath + "/download",
          environment: self.environment, shared: hashes)
        return try self.install(
          entry, keepingOriginal: keepingOriginal, downloads: downloads, context: context)
      }
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

  /// The installed model of this name, when its files are all there and this version reads them; nil also for one that
  /// is in none of the store's forms.
  public func completeModel(id: String) -> InstalledModel? {
    guard let model = try? installedModel(id: id), model.looksComplete() else { return nil }
    guard !model.manifest.isConvertible else { return model }
    return converter.isCurrent(model.folder.appendingPathComponent(ModelPacker.fileName)) ? model : nil
  }

  private func install(
    _ entry: CatalogueEntry, keepingOriginal: Bool, downloads: DownloadCache, context: InstallContext
  ) throws -> InstalledModel {
    var failure: (any Error)?
    for source in entry.sources where source.isUsable {
      do {
        return try install(
          entry, from: source, keepingOriginal: keepingOriginal, downloads: downloads, context: context)
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        // The first source is the best, so its error is the one to tell.
        failure = failure ?? error
      }
      try StoreFolder.remove(fetchedPath)
      try StoreFolder.remove(treePath)
    }
    throw failure
      ?? ModelStoreError.noUsableSource(id: entry.id, sources: entry.sources.map(\.description))
  }

  private var fetchedPath: String { stagingPath + "/fetched" }
  private var treePath: String { stagingPath + "/tree" }

  private func install(
    _ entry: CatalogueEntry, from source: ModelSource, keepingOriginal: Bool, downloads: DownloadCache,
    context: InstallContext
  ) throws -> InstalledModel {
    let (room, overflow) = entry.size.addingReportingOverflow(source.scratchSize)
    try StoreFolder.requireRoom(overflow ? .max : room, at: home.path)
    try StoreFolder.create(fetchedPath)
    try SourceFetcher(
      downloads: downloads, staging: stagingPath, limits: limits,
      bundles: BundleFinder(environment: environment), context: context
    ).fetch(entry, from: source, into: fetchedPath)
    let layout = try LocalModelLayout.detect(files: entry.files.map(\.path), source: entry.id)
    let files = ModelFiles(
      folder: fetchedPath, folderName: entry.id, format: entry.format, weights: layout.weights,
      files: entry.files, isOurs: true)
    let packed = try ModelPacker(converter: converter, context: context, limits: limits).pack(
      files,
      facts: ModelFacts(
        name: entry.name, from: entry.from, to: entry.to, licence: entry.licence,
        attribution: entry.attribution),
      keepsOriginal: keepingOriginal, into: treePath)
    let manifest = ModelManifest(
      id: entry.id, name: entry.name, from: entry.from, to: entry.to, licence: entry.licence,
      attribution: entry.attribution, source: source.description, scores: entry.scores, packed: packed)
    let model = try publish(tree: treePath, manifest: manifest)
    // The model is whole: its downloads are no longer needed.
    for package in source.packages { downloads.release(package) }
    return model
  }

  /// Writes the manifest into `tree` and moves it into its place by one rename.
  func publish(tree: String, manifest: ModelManifest) throws -> InstalledModel {
    try manifest.write(folder: tree)
    let folders = Set(manifest.files.map { ($0.path as NSString).deletingLastPathComponent })
    for folder in folders where !folder.isEmpty { try StoreFolder.synchronize(tree + "/" + folder) }
    try StoreFolder.synchronize(tree)
    let target = folder(id: manifest.id)
    let replaced = replacedPath + "/" + manifest.id
    if StoreFolder.isTaken(target) {
      try StoreFolder.create(replacedPath)
      try StoreFolder.rename(target, to: replaced)
    }
    do {
      try StoreFolder.rename(tree, to: target)
    } catch {
      if StoreFolder.isTaken(replaced) { try StoreFolder.rename(replaced, to: target) }
      throw error
    }
    try StoreFolder.synchronize(modelsPath)
    return InstalledModel(
      folder: URL(fileURLWithPath: target, isDirectory: true), manifest: manifest)
  }
}
