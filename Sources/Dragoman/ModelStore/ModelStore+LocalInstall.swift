import Foundation

extension ModelStore {
  /// Installs a model from a local folder (CTranslate2, Argos, Marian, Hugging Face), an archive of one
  /// (`.argosmodel`, `.zip`, `.tar`, `.tar.gz`) or a `.dragoman` file.
  ///
  /// The files are hashed and converted, or copied when they are in the own format already.
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
    let files = try LocalModelFinder(context: context, limits: limits, scratch: stagingPath + "/found")
      .find(source)
    var description = try LocalModelDescription(files: files, path: source, options: options)
    if !options.replacing, StoreFolder.isTaken(folder(id: description.id)) {
      throw ModelStoreError.alreadyInstalled(id: description.id)
    }
    let known = knownEntry(withWeightsOf: files.files)
    // Known before the work where the model's own file will not say.
    if files.format != ModelPacker.format { try description.requireLanguages(path: source) }
    let tree = stagingPath + "/tree"
    let packed = try ModelPacker(converter: converter, context: context, limits: limits).pack(
      files, facts: description.facts(options: options, known: known), keepsOriginal: options.keepsOriginal,
      into: tree)
    description.complete(with: packed.facts)
    let (from, to) = try description.requireLanguages(path: source)
    let kind = StoreFolder.exists(source) ? "folder" : "file"
    let manifest = ModelManifest(
      id: description.id, name: description.name ?? "\(from) to \(to)", from: from, to: to,
      licence: options.licence ?? known?.licence ?? packed.facts.licence,
      attribution: known?.attribution ?? packed.facts.attribution,
      source: "local \(kind) \((source as NSString).lastPathComponent)", scores: known?.scores ?? [],
      packed: packed)
    return try publish(tree: tree, manifest: manifest)
  }

  /// The catalogue's entry with the same weights, whose licence, credits and scores then hold here too.
  func knownEntry(withWeightsOf files: [FileRecord]) -> CatalogueEntry? {
    let present = Set(files.map(\.sha256))
    return catalogue.entries.first { entry in
      // Small files such as configurations are alike in many models.
      let weights = entry.files.filter { $0.size > 1 << 20 }
      return !weights.isEmpty && weights.allSatisfy { present.contains($0.sha256) }
    }
  }
}
