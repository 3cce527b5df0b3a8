import Documents
import Foundation
import Testing

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

/// A made file taken apart.
struct MadeDocument {
  let bytes: Data
  let source: DocumentSource
  let format: any DocumentFormat
  let document: any ParsedDocument

  /// Reads a file, which has to be of the format that is expected and to come back as it was.
  ///
  /// - Parameter byName: whether its name may help to recognise it.
  init(_ file: URL, is name: String?, byName: Bool = true, _ options: DocumentOptions) throws {
    bytes = try Data(contentsOf: file)
    source = DocumentSource(bytes, name: file.lastPathComponent)
    format = try FormatRegistry.standard.format(of: byName ? source : DocumentSource(bytes))
    #expect(format.name == name, "\(file.lastPathComponent)")
    document = try format.parse(source, options: options)
    let same = try document.write(document.units.map { TranslatedUnit(unchanged: $0) })
    #expect(same == bytes, "\(file.lastPathComponent)")
  }
}
