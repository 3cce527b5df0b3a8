import Dragoman
import NIOHTTP1

/// Apertium's APy, which OmegaT and Weblate speak.
package struct ApertiumAPI: HTTPAPI {
  let service: TranslationService
  let access: any AccessControlling

  package init(service: TranslationService, access: any AccessControlling) {
    (self.service, self.access) = (service, access)
  }

  package var endpoints: [Endpoint] {
    [
      Endpoint(.GET, "/translate") { request, _ in try await translate(try Parameters(request), request) },
      Endpoint(.GET, "/listPairs") { _, _ in listPairs() },
      Endpoint(.POST, "/listPairs") { _, _ in listPairs() },
      Endpoint(.GET, "/identifyLang") { request, _ in try await identify(request) },
      Endpoint(.POST, "/identifyLang") { request, _ in try await identify(request) },
    ]
  }

  package func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    let problem = ServiceProblem(error)
    return .json(
      [
        "status": "error", "code": .integer(Int(problem.status.code)),
        "message": .string(problem.status.reasonPhrase), "explanation": .string(problem.message),
      ], status: problem.status
    ).waiting(problem)
  }

  private func key(of parameters: Parameters, _ request: ServerRequest) throws(ServiceError) -> String? {
    let key = try parameters.string("key")
    return key?.isEmpty == false ? key : request.authorization("Bearer")
  }

  /// `markUnknown` has no meaning here: nothing comes out unknown.
  func translate(_ parameters: Parameters, _ request: ServerRequest) async throws -> ServerResponse {
    let pair = try parameters.required("langpair").split(separator: "|", omittingEmptySubsequences: false)
    guard pair.count == 2, !pair[1].isEmpty else {
      throw ServiceError.invalid(field: "langpair", reason: "it has to be two languages with | between them")
    }
    let texts = try parameters.strings("q")
    guard !texts.isEmpty else { throw ServiceError.invalid(field: "q", reason: "it is missing") }
    let format: TextFormat
    switch try parameters.string("format") {
    case nil, "", "txt": format = .text
    case "html", "html-noent": format = .html
    default: throw ServiceError.invalid(field: "format", reason: "it has to be txt or html")
    }
    let from = pair[0].isEmpty || pair[0] == "auto" ? nil : String(pair[0])
    let wanted = TextRequest(texts: texts, from: from, to: String(pair[1]), format: format)
    let results = try await access.admit(
      key: try key(of: parameters, request), peer: request.peer, characters: wanted.characters
    ) { try await service.translate(wanted) }
    let replies = results.map(\.text).map { text -> JSONValue in
      ["responseData": ["translatedText": .string(text)], "responseDetails": .null, "responseStatus": 200]
    }
    // Of several texts each has a reply of its own within the one.
    guard replies.count != 1, let first = replies.first else { return .json(replies.first ?? .null) }
    return .json([
      "responseData": .array(replies), "responseDetails": first["responseDetails"] ?? .null,
      "responseStatus": 200,
    ])
  }

  func listPairs() -> ServerResponse {
    let table = service.languages
    return .json([
      "responseData": .array(
        table.sources.flatMap { source in
          table.targets(of: source).map { target in
            ["sourceLanguage": .string(source.code), "targetLanguage": .string(target.code)]
          }
        }),
      "responseDetails": .null, "responseStatus": 200,
    ])
  }

  /// Each language with its likelihood.
  func identify(_ request: ServerRequest) async throws -> ServerResponse {
    let parameters = try Parameters(request)
    guard let text = try parameters.string("q") else {
      throw ServiceError.invalid(field: "q", reason: "it is missing")
    }
    let found = try await access.admit(
      key: try key(of: parameters, request), peer: request.peer, characters: text.unicodeScalars.count
    ) { service.detect(text) }
    var seen: Set<String> = []
    return .json(
      .object(
        found.compactMap { language in
          let code = language.language.code
          return seen.insert(code).inserted ? (code, .number(language.confidence)) : nil
        }))
  }
}
