import Foundation

/// The models on this machine, and the way there.
///
/// A model is a folder `models/<id>` below the home, with the model in Dragoman's own file and a
/// `manifest.json`. It appears by one rename when all its files are written, verified and on the disk, so
/// a model that is there is whole. One process at a time changes the store; reading needs no lock and
/// never the network.
public final class ModelStore: Sendable {
  /// The store's home folder.
  public let home: URL
  /// The models that can be installed by name.
  public let catalogue: ModelCatalogue
  let environment: [String: String]
  let limits: ArchiveLimits
  let converter: any ModelConverting
  private let inventoryMemory = InventoryMemory()

  /// A store in the home that the environment names, with the built-in catalogue.
  ///
  /// - Throws: `ModelStoreError.invalidCatalogue`.
  public convenience init() throws {
    let environment = ProcessInfo.processInfo.environment
    self.init(
      home: Self.defaultHome(environment: environment), catalogue: try .builtIn(),
      environment: environment)
  }

  /// - Parameters:
  ///   - home: created by the first installation.
  ///   - environment: what the pip client sees; `PATH` says where it is looked for. `DRAGOMAN_BUNDLED_MODELS`
  ///     names the folder of the models that travel with the package, where it is not beside the program.
  public convenience init(
    home: URL, catalogue: ModelCatalogue,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.init(
      home: home, catalogue: catalogue, environment: environment, limits: ArchiveLimits(),
      converter: ModelConverter())
  }

  package init(
    home: URL, catalogue: ModelCatalogue, environment: [String: String],
    limits: ArchiveLimits = ArchiveLimits(), converter: any ModelConverting
  ) {
    self.home = home.standardizedFileURL
    self.catalogue = catalogue
    self.environment = environment
    self.limits = limits
    self.converter = converter
  }

  /// `$DRAGOMAN_HOME`, else `$XDG_DATA_HOME/dragoman`, else `~/.local/share/dragoman`.
  ///
  /// As the XDG rules ask, a relative `XDG_DATA_HOME` is ignored.
  public static func defaultHome(environment: [String: String]) -> URL {
    if let home = environment["DRAGOMAN_HOME"], !home.isEmpty {
      return URL(fileURLWithPath: home, isDirectory: true)
    }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return URL(fileURLWithPath: data, isDirectory: true)
        .appendingPathComponent("dragoman", isDirectory: true)
    }
    let user = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    return URL(fileURLWithPath: user, isDirectory: true)
      .appendingPathComponent(".local/share/dragoman", isDirectory: true)
  }

  /// The usable models as they were when the last one came or went.
  var knownModels: [InstalledModel] { inventoryMemory.models(in: modelsPath) { installedModels() } }

  var modelsPath: String { home.path + "/models" }
  var stagingPath: String { home.path + "/staging" }
  var cachePath: String { home.path + "/cache" }
  /// Models whose successors are just being moved into place.
  var replacedPath: String { stagingPath + "/replaced" }

  func folder(id: String) -> String { modelsPath + "/" + id }

  /// Runs `body` as the only one to change the store, with an empty staging folder.
  ///
  /// What a killed process left in staging is swept away first.
  func exclusively<Value>(_ context: InstallContext, _ body: () throws -> Value) throws -> Value {
    try StoreFolder.create(modelsPath)
    let lock = try StoreLock(path: home.path + "/lock", cancellation: context.cancellation) {
      context.report(.waiting)
    }
    defer { lock.release() }
    try restoreReplaced()
    try discardStaging()
    try StoreFolder.create(stagingPath)
    defer { try? discardStaging() }
    return try body()
  }

  /// Puts back what a process took away before it was killed, its successor not yet in place.
  private func restoreReplaced() throws {
    for id in try StoreFolder.names(replacedPath) where !StoreFolder.isTaken(folder(id: id)) {
      let replaced = replacedPath + "/" + id
      guard (try? ModelManifest.read(folder: replaced)) != nil else { continue }
      try StoreFolder.rename(replaced, to: folder(id: id))
    }
  }

  /// Empties staging: moved aside first, as a child of a killed process may still write there.
  private func discardStaging() throws {
    let prefix = "discarded-"
    if StoreFolder.isTaken(stagingPath) {
      try StoreFolder.rename(stagingPath, to: "\(home.path)/\(prefix)\(UUID().uuidString)")
    }
    // What cannot be deleted now is deleted by the next operation.
    for name in try StoreFolder.names(home.path) where name.hasPrefix(prefix) {
      try? StoreFolder.remove(home.path + "/" + name)
    }
  }
}
