import Dragoman
import Foundation

/// One line of `models list`, and one object of its `--json`.
struct ModelListing: Encodable {
  enum State: String, Encodable { case installed, available, damaged }

  var id: String
  var name: String?
  var from: String?
  var to: String?
  var isDefault: Bool
  var state: State
  /// Bytes on disk; of one that is not installed, those of its files before their conversion.
  var size: Int64?
  /// Bytes to fetch.
  var download: Int64?
  var format: String?
  /// Element type of most weights.
  var quantisation: String?
  /// What the files were before their conversion.
  var original: ModelOrigin?
  var licence: String?
  var attribution: String?
  var source: String?
  var upstream: [String]?
  var folder: String?
  var installed: Date?
  var files: [FileRecord]?
  var scores: [PublishedScore]?
  var problem: String?

  enum CodingKeys: String, CodingKey {
    case id, name, from, to, state, size, download, format, quantisation, original, licence
    case attribution, source, upstream, folder, installed, files, scores, problem
    case isDefault = "default"
  }

  init(_ model: InstalledModel, entry: CatalogueEntry?) {
    let manifest = model.manifest
    id = model.id
    name = manifest.name
    from = model.from
    to = model.to
    isDefault = entry?.isDefault ?? false
    state = .installed
    size = manifest.size
    download = entry?.downloadSize
    format = manifest.format
    quantisation = manifest.quantisation
    original = manifest.original
    licence = manifest.licence
    attribution = manifest.attribution
    source = manifest.source
    upstream = entry?.upstream
    folder = model.folder.path
    installed = manifest.installed
    files = manifest.files
    scores = manifest.scores
  }

  init(_ entry: CatalogueEntry) {
    id = entry.id
    name = entry.name
    from = entry.from
    to = entry.to
    isDefault = entry.isDefault
    state = .available
    size = entry.size
    download = entry.downloadSize
    format = entry.format
    licence = entry.licence
    attribution = entry.attribution
    source = entry.sources.map(\.description).joined(separator: "; ")
    upstream = entry.upstream
    files = entry.files
    scores = entry.scores
  }

  init(_ damaged: DamagedModel, entry: CatalogueEntry?) {
    id = damaged.id
    name = entry?.name
    from = entry?.from
    to = entry?.to
    isDefault = entry?.isDefault ?? false
    state = .damaged
    folder = damaged.folder.path
    problem = damaged.error.message
  }

  /// The format with the weights' type, such as `dragoman int8`.
  var formatText: String? { format.map { ([$0] + [quantisation].compactMap { $0 }).joined(separator: " ") } }

  /// Everything in the store and in the catalogue, installed ones first.
  static func all(in store: ModelStore) -> [ModelListing] {
    let inventory = store.inventory()
    let present = Set(inventory.models.map(\.id) + inventory.damaged.map(\.id))
    return inventory.models.map { ModelListing($0, entry: store.catalogue.entry(id: $0.id)) }
      + inventory.damaged.map { ModelListing($0, entry: store.catalogue.entry(id: $0.id)) }
      + store.catalogue.entries.filter { !present.contains($0.id) }.map { ModelListing($0) }
  }
}
