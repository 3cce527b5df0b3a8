extension ModelStore {
  /// Reads every file of a model again and compares length and sha256 with the manifest.
  ///
  /// - Throws: `notInstalled`, `damagedManifest`, or `CancellationError`; damage to files is
  ///   returned, not thrown.
  public func verify(
    id: String, progress: @escaping @Sendable (ModelStoreProgress) -> Void = { _ in }
  ) async throws -> ModelVerification {
    let model = try installedModel(id: id)
    return try await InstallContext.run(progress: progress) { context in
      var verifier = FileVerifier(context: context, totalBytes: model.manifest.size)
      var problems: [ModelStoreError] = []
      for file in model.manifest.files {
        do {
          try verifier.verify(path: model.folder.path + "/" + file.path, record: file)
        } catch let error as ModelStoreError {
          problems.append(error)
        }
      }
      return ModelVerification(model: model, problems: problems)
    }
  }

  /// Takes a model out of the store, also one whose manifest is damaged.
  ///
  /// It disappears by one rename before its files are deleted.
  public func remove(id: String) async throws {
    try await InstallContext.run { context in
      guard ModelIdentifier.flaw(id) == nil, StoreFolder.isTaken(self.folder(id: id)) else {
        throw ModelStoreError.notInstalled(id: id, installed: self.installedModels().map(\.id))
      }
      try self.exclusively(context) {
        let path = self.folder(id: id)
        guard StoreFolder.isTaken(path) else { return }
        try StoreFolder.rename(path, to: self.stagingPath + "/removed")
        try StoreFolder.synchronize(self.modelsPath)
        try StoreFolder.remove(self.stagingPath + "/removed")
      }
    }
  }
}
