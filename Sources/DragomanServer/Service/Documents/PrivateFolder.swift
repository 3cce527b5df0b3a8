import Dragoman
import Foundation

/// A folder that only this process's user may enter, gone with its owner.
final class PrivateFolder: Sendable {
  let url: URL

  /// - Throws: ``ServiceError/failed(reason:)`` where it cannot be made.
  init(in parent: URL?) throws(ServiceError) {
    let parent = parent ?? FileManager.default.temporaryDirectory
    let folder = parent.appendingPathComponent("dragoman-\(RandomName.make())", isDirectory: true)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .failed(reason: "the server's folder for documents cannot be made")
    }
    url = folder
  }

  deinit { remove() }

  func remove() { try? FileManager.default.removeItem(at: url) }

  /// - Throws: ``ServiceError/failed(reason:)``
  func write(_ bytes: Data, to name: String) throws(ServiceError) {
    do {
      try bytes.write(to: url.appendingPathComponent(name), options: .atomic)
    } catch {
      throw .failed(reason: "a document cannot be written to the server's disk")
    }
  }

  /// nil where it is not there.
  func read(_ name: String) -> Data? { try? Data(contentsOf: url.appendingPathComponent(name)) }

  func remove(_ name: String) { try? FileManager.default.removeItem(at: url.appendingPathComponent(name)) }
}
