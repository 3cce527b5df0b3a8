import Foundation
import ModelCatalogueData

/// The list of models that can be installed by name.
public struct ModelCatalogue: Sendable {
  /// In the catalogue's order; a pair's first default is the one installed by pair.
  public let entries: [CatalogueEntry]

  static let maximumBytes: Int64 = 16 << 20

  public init(entries: [CatalogueEntry]) {
    self.entries = entries
  }

  /// The catalogue built into this library.
  ///
  /// - Throws: `ModelStoreError.invalidCatalogue`.
  public static func builtIn() throws -> ModelCatalogue {
    try ModelCatalogue(json: Data(CatalogueData.bytes), name: "catalogue.json")
  }

  /// Reads a catalogue file.
  ///
  /// - Throws: `ModelStoreError.invalidCatalogue`, which names the field, or a file error.
  public init(file: URL) throws {
    let data = try StoreFile.contents(path: file.path, limit: Self.maximumBytes)
    try self.init(json: data, name: file.path)
  }

  init(json: Data, name: String) throws {
    struct Document: Decodable {
      var schema: Int
      var models: [CatalogueEntry]
    }
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: json)
    } catch {
      throw ModelStoreError.invalidCatalogue(path: name, reason: JSONFault.describe(error))
    }
    guard document.schema == 1 else {
      throw ModelStoreError.invalidCatalogue(
        path: name, reason: "schema \(document.schema) is not known; this version reads schema 1")
    }
    var seen: Set<String> = []
    for (index, entry) in document.models.enumerated() {
      if let reason = entry.flaw() {
        throw ModelStoreError.invalidCatalogue(path: name, reason: "models[\(index)]: \(reason)")
      }
      if !seen.insert(entry.id).inserted {
        throw ModelStoreError.invalidCatalogue(path: name, reason: "\(entry.id) is listed twice")
      }
    }
    entries = document.models
  }

  /// The entry of that name.
  public func entry(id: String) -> CatalogueEntry? {
    entries.first { $0.id == id }
  }

  /// The best entry for a pair: exact tags before the same languages, defaults before others.
  public func entry(from: String, to: String) -> CatalogueEntry? {
    let exact = entries.filter { $0.from == from && $0.to == to }
    let near = entries.filter {
      LanguageTagShape.language($0.from) == LanguageTagShape.language(from)
        && LanguageTagShape.language($0.to) == LanguageTagShape.language(to)
    }
    return exact.first { $0.isDefault } ?? exact.first ?? near.first { $0.isDefault } ?? near.first
  }

  /// The entries marked as default, one a pair at most.
  public var defaults: [CatalogueEntry] {
    var pairs: Set<String> = []
    return entries.filter { $0.isDefault && pairs.insert("\($0.from) \($0.to)").inserted }
  }
}
