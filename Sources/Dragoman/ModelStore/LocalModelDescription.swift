import Foundation

/// Name and languages of a local model, from the caller, its metadata and its file name.
struct LocalModelDescription {
  var id: String
  var name: String
  var from: String
  var to: String

  /// The fields of an Argos `metadata.json` that matter here.
  private struct Metadata: Decodable {
    var fromCode: String?
    var toCode: String?
    var fromName: String?
    var toName: String?
    var packageVersion: String?
  }

  /// - Parameters:
  ///   - root: the model's folder.
  ///   - rootName: that folder's name in the archive, or the folder's own.
  ///   - path: what the user named, for errors and as a source of names.
  init(root: String, rootName: String, path: String, options: LocalModelOptions) throws {
    let metadata = Self.metadata(root: root)
    let stem = Self.stem(of: path)
    let named = Self.pair(in: rootName) ?? Self.pair(in: stem)
    let from = options.from ?? metadata?.fromCode.map(Self.tag) ?? named?.from
    let to = options.to ?? metadata?.toCode.map(Self.tag) ?? named?.to
    guard let from, let to else { throw ModelStoreError.languagesUnknown(path: path) }
    for tag in [from, to] where !LanguageTagShape.isPlausible(tag) {
      throw ModelStoreError.invalidLanguage(tag: tag)
    }
    self.from = from
    self.to = to
    if let id = options.id {
      if let reason = ModelIdentifier.flaw(id) {
        throw ModelStoreError.invalidIdentifier(id: id, reason: reason)
      }
      self.id = id
    } else {
      let version = metadata?.packageVersion.map { "-\($0)" } ?? ""
      let suggestion = metadata?.fromCode == nil ? stem : "argos-\(from)-\(to)\(version)"
      guard let id = ModelIdentifier.make(from: suggestion) else {
        throw ModelStoreError.invalidIdentifier(id: suggestion, reason: "holds no letter or digit")
      }
      self.id = id
    }
    if let metadata, let source = metadata.fromName, let target = metadata.toName {
      name = String("\(source) to \(target)".prefix(200))
    } else {
      name = "\(from) to \(to), from \((path as NSString).lastPathComponent)"
    }
  }

  private static func metadata(root: String) -> Metadata? {
    guard let data = try? StoreFile.contents(path: root + "/metadata.json", limit: 1 << 20) else {
      return nil
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(Metadata.self, from: data)
  }

  /// Argos's own codes where they are not BCP 47.
  private static func tag(_ code: String) -> String {
    switch code {
    case "zt": "zh-Hant"
    case "pb": "pt-BR"
    default: code
    }
  }

  /// File name without the ending of an archive.
  static func stem(of path: String) -> String {
    let name = (path as NSString).lastPathComponent
    for ending in [".argosmodel", ".tar.gz", ".tgz", ".tar", ".zip"]
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
}
