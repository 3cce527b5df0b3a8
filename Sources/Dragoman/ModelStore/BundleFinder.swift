import BundledModels
import Foundation

/// Finds the folder of a model whose pieces travel with the package.
///
/// Beside the program where SwiftPM has built it or somebody has moved it together with its resources, else in
/// the source that it was built from.
package struct BundleFinder {
  /// Names a folder to look in instead of all others.
  static let variable = "DRAGOMAN_BUNDLED_MODELS"

  private let roots: [String]

  package init(environment: [String: String]) {
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path
    self.init(environment: environment, programFolder: executable, sourceFolder: BundledModels.sourceFolder)
  }

  /// - Parameters:
  ///   - programFolder: the folder of the running program.
  ///   - sourceFolder: the package's folder of models.
  package init(environment: [String: String], programFolder: String?, sourceFolder: String) {
    if let folder = environment[Self.variable], !folder.isEmpty {
      roots = [URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL.path]
    } else {
      roots = [programFolder.map { $0 + "/" + BundledModels.bundleName }, sourceFolder].compactMap(\.self)
    }
  }

  /// Where a file within the folder of models is, in the order in which they count.
  func files(_ path: String) -> [String] {
    roots.map { $0 + "/" + path }.filter { FileManager.default.fileExists(atPath: $0) }
  }

  /// The folder of `source`: one that holds all pieces in their lengths before one that does not.
  ///
  /// - Throws: `ModelStoreError.bundleNotFound`, which says where it was looked for.
  package func folder(of source: BundledSource) throws -> String {
    let candidates = roots.map { $0 + "/" + source.folder }
    let present = candidates.filter(StoreFolder.exists)
    // A build may keep a copy of pieces that were replaced in the source since.
    let whole = present.first { folder in
      source.pieces.allSatisfy { StoreFile.size(path: folder + "/" + $0.path) == $0.size }
    }
    guard let folder = whole ?? present.first else {
      throw ModelStoreError.bundleNotFound(folder: source.folder, searched: candidates)
    }
    return folder
  }
}
