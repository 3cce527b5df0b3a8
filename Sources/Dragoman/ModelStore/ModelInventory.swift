import Foundation

/// A folder in the store that is not a usable model.
public struct DamagedModel: Sendable {
  /// Name of the folder.
  public let id: String
  public let folder: URL
  public let error: ModelStoreError
}

/// What lies in the store.
public struct ModelInventory: Sendable {
  /// Usable models, sorted by name.
  public var models: [InstalledModel] = []
  /// What could not be read; the rest is not affected by it.
  public var damaged: [DamagedModel] = []
}
