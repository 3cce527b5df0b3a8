import Dragoman

extension LibreTranslateAPI {
  func translate(_ parameters: Parameters, _ request: ServerRequest) async throws -> ServerResponse {
    let texts = try parameters.strings("q")
    let isBatch = parameters.isArray("q")
    guard !texts.isEmpty, isBatch || texts != [""] else {
      throw ServiceError.invalid(field: "q", reason: "missing q parameter")
    }
    let source = try Self.required("source", parameters)
    let wanted = TextRequest(
      texts: texts, from: source == "auto" ? nil : source, to: try Self.required("target", parameters),
      format: try Self.format(parameters),
      alternatives: try parameters.integer("alternatives", in: 0...1_000) ?? 0)
    let results = try await access.admit(
      key: try key(of: parameters, request), peer: request.peer, characters: wanted.characters
    ) { try await service.translate(wanted) }
    func field(_ value: (TextResult) -> JSONValue) -> JSONValue {
      isBatch ? .array(results.map(value)) : results.first.map(value) ?? .null
    }
    return .json(
      .members([
        "translatedText": field { .string($0.text) },
        "detectedLanguage": wanted.from == nil ? field { Self.json($0.detected) } : nil,
        "alternatives": wanted.alternatives > 0 ? field { .strings($0.alternatives) } : nil,
      ]))
  }

  private static func format(_ parameters: Parameters) throws(ServiceError) -> TextFormat {
    switch try parameters.string("format") {
    case nil, "", "text": return .text
    case "html": return .html
    case let name?: throw .invalid(field: "format", reason: "\(name.prefix(40)) format is not supported")
    }
  }

  func detect(_ request: ServerRequest) async throws -> ServerResponse {
    let parameters = try Parameters(request)
    let text = try Self.required("q", parameters)
    let found = try await access.admit(
      key: try key(of: parameters, request), peer: request.peer, characters: text.unicodeScalars.count
    ) { service.detect(text) }
    return .json(.array(found.isEmpty ? [Self.json(nil)] : found.map(Self.json)))
  }

  /// - Parameter detected: nil and confidence 0 are a text without words.
  private static func json(_ detected: DetectedLanguage?) -> JSONValue {
    [
      "confidence": .number(((detected?.confidence ?? 0) * 1_000).rounded() / 10),
      "language": .string(detected.map { LibreTranslateCode.code(of: $0.language) } ?? "en"),
    ]
  }

  // MARK: - What there is

  func languages() -> ServerResponse {
    let table = service.languages
    var seen: Set<String> = []
    return .json(
      .array(
        table.sources.compactMap { language in
          let code = LibreTranslateCode.code(of: language)
          guard seen.insert(code).inserted else { return nil }
          let targets = LibreTranslateCode.codes(of: table.targets(of: language))
          return [
            "code": .string(code), "name": .string(language.englishName),
            // Theirs name the language itself, too, and so do their clients' lists.
            "targets": .strings((targets.filter { $0 != code } + [code]).sorted()),
          ]
        }))
  }

  func settings() -> ServerResponse {
    let table = service.languages
    let target = table.sources.first { $0 == .english } ?? table.targets.first ?? .english
    return .json([
      "apiKeys": .boolean(access.needsKey), "charLimit": .integer(access.characterLimit),
      "filesTranslation": true,
      "frontendTimeout": 500, "keyRequired": .boolean(access.needsKey),
      "language": [
        "source": ["code": "auto", "name": "Auto Detect"],
        "target": [
          "code": .string(LibreTranslateCode.code(of: target)), "name": .string(target.englishName),
        ],
      ],
      "suggestions": false,
      "supportedFilesFormat": .strings(service.formats.flatMap { $0.extensions.map { ".\($0)" } }),
    ])
  }
}
