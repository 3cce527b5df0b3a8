import Dragoman
import Foundation

extension DeepLAPI {
  func addGlossary(_ request: ServerRequest) async throws -> ServerResponse {
    let parameters = try Parameters(request)
    let owner = try await owner(try key(of: parameters, request), request)
    let name = try Self.required("name", parameters)
    guard name.utf8.count <= GlossaryLimits.text else {
      throw ServiceError.tooLarge(what: "bytes of a name", count: name.utf8.count, limit: GlossaryLimits.text)
    }
    let source = try service.language(try Self.required("source_lang", parameters)).withoutVariants
    let target = try service.language(try Self.required("target_lang", parameters)).withoutVariants
    guard source != target else {
      throw ServiceError.invalid(field: "target_lang", reason: "a glossary needs two languages")
    }
    let text = try Self.required("entries", parameters)
    let entries =
      switch try parameters.string("entries_format")?.lowercased() {
      case nil, "", "tsv": try GlossaryEntries.tsv(text)
      case "csv": try GlossaryEntries.csv(text)
      default: throw ServiceError.invalid(field: "entries_format", reason: "it has to be tsv or csv")
      }
    let glossary = StoredGlossary(
      id: RandomName.uuid(), owner: owner, name: name, source: source, target: target, made: Date(),
      entries: entries)
    try await service.glossaries.add(glossary)
    return .json(Self.json(glossary), status: .created)
  }

  func glossaries(_ request: ServerRequest) async throws -> ServerResponse {
    let owner = try await owner(request)
    return .json(["glossaries": .array(try await service.glossaries.glossaries(owner: owner).map(Self.json))])
  }

  func glossary(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    .json(Self.json(try await found(id, owner: try await owner(request))))
  }

  func removeGlossary(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    let owner = try await owner(request)
    guard try await service.glossaries.remove(id, owner: owner) else {
      throw ServiceError.notFound(what: "glossary")
    }
    return ServerResponse(.noContent)
  }

  func glossaryEntries(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    let glossary = try await found(id, owner: try await owner(request))
    return .text(
      glossary.entries.map { "\($0.source)\t\($0.target)" }.joined(separator: "\n"),
      type: "text/tab-separated-values; charset=utf-8")
  }

  /// All pairs that there are routes for, by base languages.
  func glossaryPairs(_ request: ServerRequest) async throws -> ServerResponse {
    _ = try await owner(request)
    let table = service.languages
    var seen: Set<[String]> = []
    let pairs = table.sources.flatMap { source in
      table.targets(of: source).map { [source.language, $0.language] }
    }.filter { $0[0] != $0[1] && seen.insert($0).inserted }
    return .json([
      "supported_languages": .array(
        pairs.map { ["source_lang": .string($0[0]), "target_lang": .string($0[1])] })
    ])
  }

  private func found(_ id: String, owner: String?) async throws -> StoredGlossary {
    guard let glossary = try await service.glossaries.glossary(id, owner: owner) else {
      throw ServiceError.notFound(what: "glossary")
    }
    return glossary
  }

  // MARK: - Owners

  private func owner(_ request: ServerRequest) async throws -> String? {
    try await owner(try key(of: try Parameters(request), request), request)
  }

  /// A key's digest: keys themselves are not kept. nil where the server needs none.
  func owner(_ key: String?, _ request: ServerRequest) async throws -> String? {
    _ = try await access.usage(key: key, peer: request.peer)
    guard access.needsKey, let key else { return nil }
    return try SecretDigest.of(key)
  }

  static func json(_ glossary: StoredGlossary) -> JSONValue {
    [
      "glossary_id": .string(glossary.id), "ready": true, "name": .string(glossary.name),
      "source_lang": .string(glossary.source.language), "target_lang": .string(glossary.target.language),
      "creation_time": .string(
        glossary.made.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))),
      "entry_count": .integer(glossary.entries.count),
    ]
  }
}
