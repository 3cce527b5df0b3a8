import Foundation

/// A model that lies in the store.
public struct InstalledModel: Sendable, Hashable {
  public var id: String { manifest.id }
  /// Source language, BCP 47.
  public var from: String { manifest.from }
  /// Target language, BCP 47.
  public var to: String { manifest.to }
  /// The model's folder.
  public let folder: URL
  public let manifest: ModelManifest

  public init(folder: URL, manifest: ModelManifest) {
    self.folder = folder
    self.manifest = manifest
  }

  /// Whether each file is there with its right length; content is not read.
  public func looksComplete() -> Bool {
    manifest.files.allSatisfy {
      StoreFile.size(path: folder.path + "/" + $0.path) == $0.size
    }
  }
}
