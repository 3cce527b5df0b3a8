import Foundation

/// A direction of translation.
public struct LanguagePair: Sendable, Hashable, Codable {
  public var from: LanguageTag
  public var to: LanguageTag
}

/// Which models there are, and which serves a language pair.
enum ModelDirectory: Sendable {
  case store(ModelStore)
  case folder(URL, from: LanguageTag, to: LanguageTag)

  struct Entry {
    var id: String
    var folder: URL
    var from: LanguageTag
    var to: LanguageTag
  }

  var entries: [Entry] {
    switch self {
    case .store(let store):
      store.installedModels().compactMap { model in
        guard let from = try? LanguageTag(model.from), let to = try? LanguageTag(model.to) else { return nil }
        return Entry(id: model.id, folder: model.folder, from: from, to: to)
      }
    case .folder(let folder, let from, let to):
      [Entry(id: folder.path, folder: folder, from: from, to: to)]
    }
  }

  var pairs: [LanguagePair] { entries.map { LanguagePair(from: $0.from, to: $0.to) } }

  /// The model whose languages lie nearest to those asked for.
  func entry(from: LanguageTag, to: LanguageTag) throws(TranslatorError) -> Entry {
    var best: (entry: Entry, distance: Int)?
    for entry in entries {
      guard let source = LanguageMatcher.distance(from: from, to: entry.from),
        let target = LanguageMatcher.distance(from: to, to: entry.to)
      else { continue }
      let distance = source + target
      if let found = best, found.distance <= distance { continue }
      best = (entry, distance)
    }
    guard let best else {
      throw .noModel(
        from: from.code, to: to.code, installed: entries.map { "\($0.from.code)-\($0.to.code)" }.sorted())
    }
    return best.entry
  }
}
