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
  /// Format of the files: `dragoman`, or `ctranslate2` where an earlier version installed them.
  public var format: String
  /// Element type of most weights, such as `int8`; nil when unknown.
  public var quantisation: String?
  /// What the model was converted from, nil when its files are as they came.
  public var original: ModelOrigin?
  /// SPDX identifier of the licence, nil when unknown.
  public var licence: String?
  /// Whom to credit, nil when unknown.
  public var attribution: String?
  /// Where the files came from, for people.
  public var source: String
  /// Every file of the model but this one.
  public var files: [FileRecord]
  /// Quality figures, the most reliable first.
  public var scores: [PublishedScore]
  public var installed: Date

  static let fileName = "manifest.json"
  static let maximumBytes: Int64 = 4 << 20

  /// Size of the files in bytes.
  public var size: Int64 { files.reduce(0) { $0 &+ $1.size } }

  /// Whether the files are of another format, which `ModelStore.convert(id:progress:)` changes.
  public var isConvertible: Bool { format != ModelPacker.format }

  /// Whether the files of before the conversion are there too.
  public var holdsOriginal: Bool {
    original == nil || files.contains { $0.path.hasPrefix(ModelPacker.originalFolder + "/") }
  }

  /// The model's BLEU on a test set, 0 to 100: the first figure that is listed for it.
  public func bleu(on set: String = "FLORES dev") -> Double? {
    scores.first { $0.set == set && $0.bleu != nil }?.bleu
  }

  init(
    id: String, name: String, from: String, to: String, licence: String?, attribution: String?,
    source: String, scores: [PublishedScore], packed: ModelPacker.Result
  ) {
    schema = 1
    self.id = id
    self.name = name
    self.from = from
    self.to = to
    format = ModelPacker.format
    quantisation = packed.facts.quantisation
    original = packed.origin
    self.licence = licence
    self.attribution = attribution
    self.source = source
    files = packed.files.sorted { $0.path < $1.path }
    self.scores = scores
    // The file keeps whole seconds.
    installed = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
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
    return (files + (original?.files ?? [])).lazy.compactMap { $0.flaw() }.first
  }
}
