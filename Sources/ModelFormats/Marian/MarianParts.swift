import Foundation

/// The files that make up a Marian model: named by a decoder's settings, else told by their names.
struct MarianParts {
  var model: URL
  var sourceVocabulary: URL
  var targetVocabulary: URL
  /// A SentencePiece model for vocabularies that are none themselves.
  var segmentation: URL?
  var shortlist: URL?

  /// nil when the folder holds no Marian model.
  static func find(in folder: URL) throws -> MarianParts? {
    let files = try files(in: folder)
    if let settings = settings(files) { return try named(by: settings, folder, files) }
    let models = files.filter(isModel)
    guard let first = models.first else { return nil }
    guard models.count == 1 else {
      let names = models.map(\.lastPathComponent).joined(separator: ", ")
      throw ModelFormatError(
        .invalid, file: folder.path,
        reason: "holds several models (\(names)): a decoder.yml must name one of them")
    }
    let (source, target) = try vocabularies(files, folder)
    return MarianParts(
      model: first, sourceVocabulary: source, targetVocabulary: target, segmentation: segmentation(files),
      shortlist: try shortlist(files, folder))
  }

  static func hasModel(_ folder: URL) -> Bool {
    guard let files = try? files(in: folder) else { return false }
    return files.contains(where: isModel) || settings(files) != nil
  }

  /// The folder's files by name.
  static func files(in folder: URL) throws -> [URL] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .map { folder.appendingPathComponent($0) }
    } catch {
      throw ModelFormatError(.unreadable, file: folder.path, reason: "not a folder that can be read")
    }
  }

  private static func isModel(_ file: URL) -> Bool {
    switch file.pathExtension {
    // The state of an interrupted training is no model.
    case "npz": !file.lastPathComponent.hasSuffix(".optimizer.npz")
    case "bin": MarianFile.isBinary(file)
    default: false
    }
  }

  static func vocabularies(_ files: [URL], _ folder: URL) throws -> (URL, URL) {
    func only(_ matches: (String) -> Bool) throws -> URL? {
      let found = files.filter { matches($0.lastPathComponent) }
      guard found.count <= 1 else {
        let names = found.map(\.lastPathComponent).joined(separator: ", ")
        throw ModelFormatError(
          .invalid, file: folder.path,
          reason: "holds several vocabularies (\(names)): a decoder.yml must name the model's")
      }
      return found.first
    }
    if let source = try only({ $0.hasPrefix("srcvocab") && $0.hasSuffix(".spm") }),
      let target = try only({ $0.hasPrefix("trgvocab") && $0.hasSuffix(".spm") })
    {
      return (source, target)
    }
    for suffix in ["vocab.yml", "vocab.yaml"] {
      if let shared = try only({ $0.hasSuffix(suffix) }) { return (shared, shared) }
    }
    for suffix in [".spm", ".yml", ".yaml", ".txt"] {
      if let shared = try only({ $0.hasPrefix("vocab") && $0.hasSuffix(suffix) }) { return (shared, shared) }
    }
    throw ModelFormatError(
      .missing, file: folder.path,
      reason: "no vocabulary: neither vocab*.spm, srcvocab*.spm with trgvocab*.spm, nor a vocab.yml was found"
    )
  }

  static func segmentation(_ files: [URL]) -> URL? {
    files.first { $0.lastPathComponent == "source.spm" }
  }

  private static func shortlist(_ files: [URL], _ folder: URL) throws -> URL? {
    let tables = files.filter { $0.lastPathComponent.hasPrefix("lex") && $0.pathExtension == "bin" }
    guard tables.count <= 1 else {
      let names = tables.map(\.lastPathComponent).joined(separator: ", ")
      throw ModelFormatError(
        .invalid, file: folder.path,
        reason: "holds several shortlists (\(names)): a decoder.yml must name one")
    }
    return tables.first
  }
}
