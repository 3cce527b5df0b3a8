import Foundation

/// A direction of translation.
public struct LanguagePair: Sendable, Hashable, Codable {
  public var from: LanguageTag
  public var to: LanguageTag

  public init(from: LanguageTag, to: LanguageTag) { (self.from, self.to) = (from, to) }
}

/// Which models there are, and which routes they make.
package enum ModelDirectory: Sendable {
  case store(ModelStore)
  case folder(URL, from: LanguageTag, to: LanguageTag)
  /// Models that are known already.
  case entries([ModelEntry], catalogue: ModelCatalogue)

  package var entries: [ModelEntry] {
    switch self {
    case .store(let store):
      store.knownModels.compactMap { model in
        ModelEntry(
          id: model.id, folder: model.folder, from: model.from, to: model.to, scores: model.manifest.scores)
      }
    case .folder(let folder, let from, let to):
      [
        ModelEntry(
          id: folder.path, folder: folder, from: .language(Self.asModelsSayIt(from)),
          to: .language(Self.asModelsSayIt(to)), quality: nil)
      ]
    case .entries(let entries, _): entries
    }
  }

  /// The pairs that a single model serves.
  var pairs: [LanguagePair] {
    entries.compactMap { entry in
      guard let from = entry.from.language, let to = entry.to.language else { return nil }
      return LanguagePair(from: from, to: to)
    }
  }

  /// The best route, with one step at least.
  ///
  /// - Parameter model: see ``TranslationOptions/preferredModel``.
  /// - Throws: `TranslatorError.noRoute`, which says what is there and what could be installed, `alreadyInLanguage` or
  ///   `noSuchModel`.
  package func plan(
    from: LanguageTag, to: LanguageTag, via pivots: [LanguageTag] = [], preferring model: String? = nil
  ) throws(TranslatorError) -> RoutePlan {
    if let model, let plan = try plan(from: from, to: to, via: pivots, by: model) { return plan }
    let entries = entries
    guard let plan = RoutePlanner(entries).plan(from: from, to: to, via: pivots) else {
      throw .noRoute(
        RouteGap(
          from: from.code, to: to.code, via: pivots.map(\.code),
          installed: Set(entries.map { "\($0.from.code)-\($0.to.code)" }).sorted(),
          missing: missingModels(from: from, to: to, via: pivots, entries: entries)))
    }
    guard !plan.steps.isEmpty else { throw .alreadyInLanguage(from: from.code, to: to.code) }
    return plan
  }

  /// The route of one model by itself; nil where it does not go there.
  private func plan(
    from: LanguageTag, to: LanguageTag, via pivots: [LanguageTag], by model: String
  ) throws(TranslatorError) -> RoutePlan? {
    let entries: [ModelEntry]
    if let entry = entry(of: model) {
      entries = [entry]
    } else {
      guard Self.isFolder(model) else { throw .noSuchModel(model) }
      entries = Self.folder(URL(fileURLWithPath: model), from: from, to: to).entries
    }
    let plan = RoutePlanner(entries).plan(from: from, to: to, via: pivots)
    return plan?.entries.isEmpty == false ? plan : nil
  }

  /// Whether there is a model of that name, or a folder.
  func has(model: String) -> Bool { entry(of: model) != nil || Self.isFolder(model) }

  private func entry(of model: String) -> ModelEntry? {
    entries.first { $0.id == model && $0.isInstalled }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The catalogue's models that would make a route, as they are named to install them; as few as will do.
  private func missingModels(
    from: LanguageTag, to: LanguageTag, via pivots: [LanguageTag], entries: [ModelEntry]
  ) -> [String] {
    guard let catalogue else { return [] }
    let present = Set(entries.map(\.id))
    let offered = catalogue.entries.filter { !present.contains($0.id) }.compactMap { entry in
      ModelEntry(id: entry.id, folder: nil, from: entry.from, to: entry.to, scores: entry.scores)
    }
    let plan = RoutePlanner(entries + offered).plan(from: from, to: to, via: pivots)
    return (plan?.entries ?? []).filter { !$0.isInstalled }.map { entry in
      let isFirst = catalogue.entry(from: entry.from.code, to: entry.to.code)?.id == entry.id
      return isFirst ? "\(entry.from.code)-\(entry.to.code)" : entry.id
    }
  }

  /// A folder's model is asked for Traditional Chinese like any other: by a conversion around it.
  private static func asModelsSayIt(_ language: LanguageTag) -> LanguageTag {
    ChineseForm(language) == nil ? language : .chinese
  }

  private var catalogue: ModelCatalogue? {
    switch self {
    case .store(let store): store.catalogue
    case .folder: nil
    case .entries(_, let catalogue): catalogue
    }
  }
}

extension ModelEntry {
  /// nil where a tag means no language.
  fileprivate init?(id: String, folder: URL?, from: String, to: String, scores: [PublishedScore]) {
    guard let from = Coverage(from), let to = Coverage(to) else { return nil }
    self.init(id: id, folder: folder, from: from, to: to, quality: scores.declaredQuality)
  }
}
