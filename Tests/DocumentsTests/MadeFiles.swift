import Foundation

/// Documents that other programs have made for tests: `make made-documents` makes them, and DRAGOMAN_MADE names their
/// folder. Without it tests of them are skipped.
enum MadeFiles {
  private static let root = ProcessInfo.processInfo.environment["DRAGOMAN_MADE"].map {
    URL(fileURLWithPath: $0, isDirectory: true)
  }

  static var areThere: Bool { root != nil }

  /// The files of one kind, in the order of their names.
  ///
  /// - Parameter types: extensions; nil for all files.
  static func files(_ folder: String, types: Set<String>? = nil) -> [URL] {
    guard let root else { return [] }
    let found = try? FileManager.default.contentsOfDirectory(
      at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    return (found ?? []).filter { types?.contains($0.pathExtension) ?? true }.sorted { $0.path < $1.path }
  }

  /// Leaves what a test has written for a program that reads it after the tests.
  static func leave(_ bytes: Data, _ name: String, in folder: String) throws {
    guard let root else { return }
    let folder = root.appendingPathComponent(folder, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try bytes.write(to: folder.appendingPathComponent(name))
  }
}
