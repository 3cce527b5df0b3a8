import Foundation

/// The settings of Marian's decoder.
extension MarianParts {
  /// The first of `decoder.yml`, `config*.yml` and `*.decoder.yml` that names a model; whatever else such
  /// files are, or that they are damaged, is no matter of the model's.
  static func settings(_ files: [URL]) -> YAMLMapping? {
    let names: [(String) -> Bool] = [
      { $0 == "decoder.yml" }, { $0.hasPrefix("config") && $0.hasSuffix(".yml") },
      { $0.hasSuffix(".decoder.yml") },
    ]
    for matches in names {
      for file in files where matches(file.lastPathComponent) {
        guard let data = try? ModelFile.read(file, maximumSize: YAMLMapping.maximumSize),
          let settings = try? YAMLMapping(data, file: file.path), settings.has("models")
        else { continue }
        return settings
      }
    }
    return nil
  }

  static func named(by settings: YAMLMapping, _ folder: URL, _ files: [URL]) throws -> MarianParts {
    let models = try settings.strings("models") ?? []
    guard let first = models.first, models.count == 1 else {
      throw settings.error(
        "models", kind: .unsupported, "names \(models.count) models: ensembles cannot be run, one model can")
    }
    let model = try file(first, "models", settings, folder)
    guard ["npz", "bin"].contains(model.pathExtension) else {
      throw settings.error("models", kind: .unsupported, "\(first.prefix(80)) is neither .npz nor .bin")
    }
    let names = try settings.strings("vocabs") ?? []
    guard names.count <= 2 else {
      throw settings.error(
        "vocabs", kind: .unsupported, "\(names.count) vocabularies: models of several sources cannot be run")
    }
    let vocabularies = try names.map { try file($0, "vocabs", settings, folder) }
    let (source, target) =
      if let first = vocabularies.first, let last = vocabularies.last {
        (first, last)
      } else {
        try Self.vocabularies(files, folder)
      }
    // Tables in text only save time, and reading them would cost more of it.
    let table = try settings.strings("shortlist")?.first
    let shortlist = try table.flatMap {
      $0.hasSuffix(".bin") ? try file($0, "shortlist", settings, folder) : nil
    }
    return MarianParts(
      model: model, sourceVocabulary: source, targetVocabulary: target, segmentation: segmentation(files),
      shortlist: shortlist)
  }

  /// A path beside the settings, never out of the folder.
  private static func file(_ path: String, _ key: String, _ settings: YAMLMapping, _ folder: URL) throws
    -> URL
  {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.isEmpty, !path.contains("\0"), !parts.contains(".."), parts.first != "" else {
      throw settings.error(key, "\(path.prefix(80)) leads out of the folder")
    }
    let file = folder.appendingPathComponent(path)
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw ModelFormatError(
        .missing, file: file.path, reason: "\(URL(fileURLWithPath: settings.file).lastPathComponent) names it"
      )
    }
    return file
  }
}
