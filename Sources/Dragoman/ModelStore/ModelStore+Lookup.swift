import Foundation

extension ModelStore {
  /// What lies in the store. Reads the manifests only: no hashing, no network.
  ///
  /// A damaged manifest is reported in its place and hides no other model.
  public func inventory() -> ModelInventory {
    var inventory = ModelInventory()
    let names: [String]
    do {
      names = try StoreFolder.names(modelsPath)
    } catch {
      let reason = error as? ModelStoreError ?? .noSuchFile(path: modelsPath)
      let folder = URL(fileURLWithPath: modelsPath, isDirectory: true)
      inventory.damaged.append(DamagedModel(id: "models", folder: folder, error: reason))
      return inventory
    }
    for name in names where StoreFolder.exists(folder(id: name)) {
      let url = URL(fileURLWithPath: folder(id: name), isDirectory: true)
      do {
        inventory.models.append(
          InstalledModel(folder: url, manifest: try ModelManifest.read(folder: folder(id: name))))
      } catch {
        let reason =
          error as? ModelStoreError
          ?? .damagedManifest(path: url.path, reason: "cannot be read")
        inventory.damaged.append(DamagedModel(id: name, folder: url, error: reason))
      }
    }
    return inventory
  }

  /// The usable models, sorted by name.
  public func installedModels() -> [InstalledModel] {
    inventory().models
  }

  /// The installed model of that name.
  ///
  /// - Throws: `notInstalled`, or `damagedManifest` when its folder is there but unusable.
  public func installedModel(id: String) throws -> InstalledModel {
    let path = folder(id: id)
    guard ModelIdentifier.flaw(id) == nil, StoreFolder.exists(path) else {
      throw ModelStoreError.notInstalled(id: id, installed: installedModels().map(\.id))
    }
    return InstalledModel(
      folder: URL(fileURLWithPath: path, isDirectory: true),
      manifest: try ModelManifest.read(folder: path))
  }

  /// An installed model for a pair: exact tags before the same languages, the catalogue's default
  /// before others, then by name.
  public func installedModel(from: String, to: String) -> InstalledModel? {
    let models = installedModels()
    let defaults = Set(catalogue.defaults.map(\.id))
    let exact = models.filter { $0.from == from && $0.to == to }
    let near = models.filter {
      LanguageTagShape.language($0.from) == LanguageTagShape.language(from)
        && LanguageTagShape.language($0.to) == LanguageTagShape.language(to)
    }
    return exact.first { defaults.contains($0.id) } ?? exact.first
      ?? near.first { defaults.contains($0.id) } ?? near.first
  }
}
