/// A model that can be installed by name.
public struct CatalogueEntry: Sendable, Hashable {
  /// Name of the model, also of its folder in the store: lowercase letters, digits, `.`, `_`, `-`.
  public var id: String
  /// Name for people.
  public var name: String
  /// Source language, BCP 47.
  public var from: String
  /// Target language, BCP 47.
  public var to: String
  /// Whether this is the model of choice for its pair.
  public var isDefault: Bool
  /// Format of the fetched files: `ctranslate2`, `marian` or `huggingface`.
  public var format: String
  /// SPDX identifier of the licence.
  public var licence: String
  /// Whom to credit.
  public var attribution: String
  /// Where the model is at home, by name; for information.
  public var upstream: [String]
  /// Bytes of the fetched files, before their conversion: the sum over `files`.
  public var size: Int64
  /// Where to fetch it from, best first.
  public var sources: [ModelSource]
  /// The model's own files, paths inside its folder.
  public var files: [FileRecord]
  /// Quality figures, the most reliable first.
  public var scores: [PublishedScore]

  public init(
    id: String, name: String, from: String, to: String, isDefault: Bool = false, format: String,
    licence: String, attribution: String, upstream: [String] = [], sources: [ModelSource],
    files: [FileRecord], scores: [PublishedScore] = []
  ) {
    self.id = id
    self.name = name
    self.from = from
    self.to = to
    self.isDefault = isDefault
    self.format = format
    self.licence = licence
    self.attribution = attribution
    self.upstream = upstream
    self.size = files.reduce(0) { $0 + $1.size }
    self.sources = sources
    self.files = files
    self.scores = scores
  }
}

extension CatalogueEntry: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, name, from, to, format, licence, attribution, upstream, size, sources, files, scores
    case isDefault = "default"
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    name = try values.decode(String.self, forKey: .name)
    from = try values.decode(String.self, forKey: .from)
    to = try values.decode(String.self, forKey: .to)
    isDefault = try values.decodeIfPresent(Bool.self, forKey: .isDefault) ?? false
    format = try values.decode(String.self, forKey: .format)
    licence = try values.decode(String.self, forKey: .licence)
    attribution = try values.decode(String.self, forKey: .attribution)
    upstream = try values.decodeIfPresent([String].self, forKey: .upstream) ?? []
    size = try values.decode(Int64.self, forKey: .size)
    sources = try values.decode([ModelSource].self, forKey: .sources)
    files = try values.decode([FileRecord].self, forKey: .files)
    scores = try values.decodeIfPresent([PublishedScore].self, forKey: .scores) ?? []
  }
}

extension CatalogueEntry {
  /// Bytes to download, 0 where the files come with the package; nil when this version knows none of the sources.
  public var downloadSize: Int64? { sources.first(where: \.isUsable)?.downloadSize }

  /// What is wrong with the entry, or nil.
  func flaw() -> String? {
    if let reason = ModelIdentifier.flaw(id) { return "id \"\(id)\" \(reason)" }
    for tag in [from, to] where !LanguageTagShape.isPlausible(tag) {
      return "\"\(tag)\" is not a language tag"
    }
    if files.isEmpty { return "lists no files" }
    for file in files {
      if let reason = file.flaw() { return reason }
    }
    if Set(files.map(\.path)).count != files.count { return "lists a file twice" }
    // Checked addition: a lying catalogue must not trap.
    var total: Int64 = 0
    for file in files {
      let (sum, overflow) = total.addingReportingOverflow(file.size)
      if overflow { return "has impossible file sizes" }
      total = sum
    }
    if total != size { return "size is \(size), but its files sum up to \(total)" }
    return sources.lazy.compactMap { $0.flaw() }.first
  }
}
