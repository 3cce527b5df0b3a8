import Foundation

/// Name and languages of a local model, from the caller, its metadata and the names of its files.
struct LocalModelDescription {
  var id: String
  var name: String?
  var from: String?
  var to: String?

  /// - Parameters:
  ///   - path: what the user named, for errors and as a source of names.
  init(files: ModelFiles, path: String, options: LocalModelOptions) throws {
    let metadata = ArgosMetadata.read(folder: files.folder)
    let stem = Self.stem(of: path)
    let named =
      Self.bergamotPair(in: files) ?? Self.huggingFaceName(in: files).flatMap(Self.pair)
      ?? Self.pair(in: files.folderName) ?? Self.pair(in: stem)
    from = options.from ?? metadata?.fromCode.map(Self.tag) ?? named?.from
    to = options.to ?? metadata?.toCode.map(Self.tag) ?? named?.to
    for case let tag? in [from, to] where !LanguageTagShape.isPlausible(tag) {
      throw ModelStoreError.invalidLanguage(tag: tag)
    }
    if let id = options.id {
      if let reason = ModelIdentifier.flaw(id) {
        throw ModelStoreError.invalidIdentifier(id: id, reason: reason)
      }
      self.id = id
    } else {
      var suggestion = stem
      if metadata?.fromCode != nil, let from, let to {
        suggestion = "argos-\(from)-\(to)" + (metadata?.packageVersion.map { "-\($0)" } ?? "")
      }
      guard let id = ModelIdentifier.make(from: suggestion) else {
        throw ModelStoreError.invalidIdentifier(id: suggestion, reason: "holds no letter or digit")
      }
      self.id = id
    }
    name = options.name
    if name == nil, let source = metadata?.fromName, let target = metadata?.toName {
      name = String("\(source) to \(target)".prefix(200))
    }
    // A file of the own format says its name itself.
    if name == nil, files.format != ModelPacker.format, let from, let to {
      name = "\(from) to \(to), from \((path as NSString).lastPathComponent)"
    }
  }

  /// What to tell the converter.
  func facts(options: LocalModelOptions, known: CatalogueEntry?) -> ModelFacts {
    ModelFacts(
      name: name, from: from, to: to, licence: options.licence ?? known?.licence,
      attribution: known?.attribution, quantisation: options.quantisation.rawValue)
  }

  /// Fills in what only the model itself says.
  mutating func complete(with facts: ModelFacts) {
    name = name ?? facts.name.map { String($0.prefix(200)) }
    from = from ?? facts.from.map(Self.tag)
    to = to ?? facts.to.map(Self.tag)
  }

  @discardableResult
  func requireLanguages(path: String) throws -> (from: String, to: String) {
    guard let from, let to else { throw ModelStoreError.languagesUnknown(path: path) }
    for tag in [from, to] where !LanguageTagShape.isPlausible(tag) {
      throw ModelStoreError.invalidLanguage(tag: tag)
    }
    return (from, to)
  }
}

extension LocalModelDescription {
  /// Argos's own codes where they are not BCP 47.
  static func tag(_ code: String) -> String {
    switch code {
    case "zt": "zh-Hant"
    case "pb": "pt-BR"
    default: code
    }
  }

  /// File name without the ending of an archive.
  static func stem(of path: String) -> String {
    let name = (path as NSString).lastPathComponent
    for ending in [".argosmodel", ".dragoman", ".tar.gz", ".tgz", ".tar", ".zip", ".whl"]
    where name.lowercased().hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// Two language codes that stand side by side, as in `translate-zh_en-1_9` or `opus-mt-en-fr`.
  static func pair(in name: String) -> (from: String, to: String)? {
    let parts = name.split { $0 == "-" || $0 == "_" || $0 == "." }.map(String.init)
    let isCode = { (part: String) in
      (2...3).contains(part.utf8.count) && part.utf8.allSatisfy { (97...122).contains($0) }
        && !["opus", "mt", "big", "tc", "int", "ct"].contains(part)
    }
    let pairs = zip(parts, parts.dropFirst()).filter { isCode($0) && isCode($1) && $0 != $1 }
    guard pairs.count == 1, let (from, to) = pairs.first else { return nil }
    return (tag(from), tag(to))
  }

  /// The two codes in the file names of Bergamot's models, such as `model.enpt.intgemm.alphas.bin`.
  static func bergamotPair(in files: ModelFiles) -> (from: String, to: String)? {
    guard files.format == "marian" else { return nil }
    let parts = (files.weights as NSString).lastPathComponent.split(separator: ".")
    guard parts.count > 2, parts[0] == "model", parts[1].utf8.count == 4,
      parts[1].utf8.allSatisfy({ (97...122).contains($0) })
    else { return nil }
    return (String(parts[1].prefix(2)), String(parts[1].suffix(2)))
  }

  /// The name that a Hugging Face model keeps in its configuration, without its owner.
  private static func huggingFaceName(in files: ModelFiles) -> String? {
    struct Configuration: Decodable {
      var name: String?
      enum CodingKeys: String, CodingKey { case name = "_name_or_path" }
    }
    guard files.format == "huggingface",
      let data = try? StoreFile.contents(path: files.folder + "/config.json", limit: 1 << 20),
      let name = try? JSONDecoder().decode(Configuration.self, from: data).name
    else { return nil }
    return (name as NSString).lastPathComponent
  }
}
