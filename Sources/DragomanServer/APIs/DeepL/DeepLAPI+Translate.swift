import Documents
import Dragoman

extension DeepLAPI {
  func translate(_ request: ServerRequest) async throws -> ServerResponse {
    let parameters = try Parameters(request)
    let key = try key(of: parameters, request)
    let texts = try parameters.strings("text")
    guard !texts.isEmpty else {
      throw ServiceError.invalid(field: nil, reason: "Parameter 'text' not specified.")
    }
    let source = try parameters.string("source_lang")
    var wanted = TextRequest(
      texts: texts, from: source?.isEmpty == true ? nil : source,
      to: try Self.required("target_lang", parameters),
      format: try Self.format(parameters))
    try Self.checkFormality(parameters)
    if try Self.joinsLines(parameters), wanted.format == .text { wanted.texts = texts.map(Self.joined) }
    if let glossary = try await namedGlossary(
      parameters, key: key, request, from: wanted.from, to: wanted.to)
    {
      wanted.knowledge.glossaries = [service.terms(of: glossary)]
    }
    let results = try await access.admit(key: key, peer: request.peer, characters: wanted.characters) {
      [wanted] in try await service.translate(wanted)
    }
    return .json([
      "translations": .array(
        zip(results, texts).map { result, text in
          [
            "detected_source_language": .string(DeepLCode.source(result.from)), "text": .string(result.text),
            "billed_characters": .integer(text.unicodeScalars.count),
          ]
        })
    ])
  }

  private static func format(_ parameters: Parameters) throws(ServiceError) -> TextFormat {
    switch try parameters.string("tag_handling")?.lowercased() {
    case nil, "": return .text
    case "html": return .html
    case "xml":
      var options = XMLTextOptions()
      options.ignored = Set(try parameters.list("ignore_tags"))
      options.splitting = Set(try parameters.list("splitting_tags"))
      options.nonSplitting = Set(try parameters.list("non_splitting_tags"))
      options.detectsOutline = try parameters.boolean("outline_detection") ?? true
      return .xml(options)
    default: throw .invalid(field: "tag_handling", reason: "it has to be xml or html")
    }
  }

  /// Whether line ends are no ends of sentences.
  private static func joinsLines(_ parameters: Parameters) throws(ServiceError) -> Bool {
    switch try parameters.string("split_sentences")?.lowercased() {
    case nil, "", "1", "true": return false
    case "0", "false", "nonewlines": return true
    default: throw .invalid(field: "split_sentences", reason: "it has to be 0, 1 or nonewlines")
    }
  }

  private static func joined(_ text: String) -> String {
    text.split(omittingEmptySubsequences: true) { $0.isNewline }.joined(separator: " ")
  }

  /// The glossary of a request, which has to be of its languages.
  func namedGlossary(
    _ parameters: Parameters, key: String?, _ request: ServerRequest, from: String?, to: String
  ) async throws -> StoredGlossary? {
    guard let id = try parameters.string("glossary_id"), !id.isEmpty else { return nil }
    guard let from, !from.isEmpty else {
      throw ServiceError.invalid(
        field: nil, reason: "Use of a glossary requires the source_lang parameter to be specified")
    }
    let owner = try await owner(key, request)
    guard let glossary = try await service.glossaries.glossary(id, owner: owner) else {
      throw ServiceError.notFound(what: "glossary")
    }
    let (source, target) = (try service.language(from), try service.language(to))
    guard glossary.source.language == source.language, glossary.target.language == target.language else {
      throw ServiceError.invalid(field: nil, reason: "The glossary is not for the given languages")
    }
    return glossary
  }

  // MARK: - What there is

  /// Their client asks with a form as the body of a GET.
  func languages(_ request: ServerRequest) async throws -> ServerResponse {
    let parameters = try Parameters(request)
    _ = try await access.usage(key: try key(of: parameters, request), peer: request.peer)
    let table = service.languages
    var found: [(code: String, tag: LanguageTag)]
    switch try parameters.string("type") {
    case nil, "", "source": found = table.sources.map { (DeepLCode.source($0), $0.withoutVariants) }
    case "target": found = table.targets.flatMap(DeepLCode.targets)
    default: throw ServiceError.invalid(field: "type", reason: "it has to be source or target")
    }
    let isTarget = try parameters.string("type") == "target"
    var seen: Set<String> = []
    found = found.filter { seen.insert($0.code).inserted }.sorted { $0.code < $1.code }
    return .json(
      .array(
        found.map { code, tag in
          .members([
            "language": .string(code), "name": .string(tag.englishName),
            "supports_formality": isTarget ? false : nil,
          ])
        }))
  }

  func usage(_ request: ServerRequest) async throws -> ServerResponse {
    let key = try key(of: try Parameters(request), request)
    let usage = try await access.usage(key: key, peer: request.peer)
    // What DeepL writes where there is no limit.
    let unlimited = 1_000_000_000_000
    return .json([
      "character_count": .integer(usage.characters), "character_limit": .integer(usage.limit ?? unlimited),
    ])
  }
}
