import Foundation

/// What the store knows about an installed model; written as `manifest.json` into its folder.
public struct ModelManifest: Codable, Sendable, Hashable {
  /// Version of this file's layout.
  public var schema: Int
  public var id: String
  /// Name for people.
  public var name: String
  /// Source language, BCP 47.
  public var from: String
  /// Target language, BCP 47.
  public var to: String
  /// File format, such as `ctranslate2`.
  public var format: String
  /// SPDX identifier of the licence, nil when unknown.
  public var licence: String?
  /// Whom to credit, nil when unknown.
  public var attribution: String?
  /// Where the files came from, for people.
  public var source: String
  /// Every file of the model but this one.
  public var files: [FileRecord]
  public var scores: [PublishedScore]
  public var installed: Date

  static let fileName = "manifest.json"
  static let maximumBytes: Int64 = 4 << 20

  /// Size of the files in bytes.
  public var size: Int64 { files.reduce(0) { $0 &+ $1.size } }

  init(entry: CatalogueEntry, source: String, installed: Date) {
    schema = 1
    id = entry.id
    name = entry.name
    from = entry.from
    to = entry.to
    format = entry.format
    licence = entry.licence
    attribution = entry.attribution
    self.source = source
    files = entry.files
    scores = entry.scores
    self.installed = installed
  }

  init(
    id: String, name: String, from: String, to: String, format: String, licence: String?,
    attribution: String?, source: String, files: [FileRecord], installed: Date
  ) {
    schema = 1
    self.id = id
    self.name = name
    self.from = from
    self.to = to
    self.format = format
    self.licence = licence
    self.attribution = attribution
    self.source = source
    self.files = files
    scores = []
    self.installed = installed
  }
}

extension ModelManifest {
  /// Reads and checks the manifest in `folder`, which must be named after the model.
  ///
  /// - Throws: `ModelStoreError.damagedManifest`, which says what is wrong.
  static func read(folder: String) throws -> ModelManifest {
    let path = folder + "/" + fileName
    let data: Data
    do {
      data = try StoreFile.contents(path: path, limit: maximumBytes)
    } catch let error as ModelStoreError {
      throw ModelStoreError.damagedManifest(path: path, reason: error.message)
    }
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let manifest: ModelManifest
    do {
      manifest = try decoder.decode(ModelManifest.self, from: data)
    } catch {
      throw ModelStoreError.damagedManifest(path: path, reason: JSONFault.describe(error))
    }
    if let reason = manifest.flaw(folderName: String(folder.split(separator: "/").last ?? "")) {
      throw ModelStoreError.damagedManifest(path: path, reason: reason)
    }
    return manifest
  }

  func write(folder: String) throws {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let file = try StoreFile.create(path: folder + "/" + Self.fileName)
    try encoder.encode(self).withUnsafeBytes { try file.write($0) }
    try file.synchronize()
  }

  private func flaw(folderName: String) -> String? {
    if schema != 1 { return "schema \(schema) is not known; this version reads schema 1" }
    if let reason = ModelIdentifier.flaw(id) { return "id \(reason)" }
    if id != folderName { return "id is \"\(id)\", but the folder is named \"\(folderName)\"" }
    for tag in [from, to] where !LanguageTagShape.isPlausible(tag) {
      return "\"\(tag)\" is not a language tag"
    }
    if files.isEmpty { return "lists no files" }
    return files.lazy.compactMap { $0.flaw() }.first
  }
}
