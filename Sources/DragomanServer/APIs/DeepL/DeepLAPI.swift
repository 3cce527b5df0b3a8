import NIOHTTP1

/// DeepL's API, version 2, as its own clients speak it.
///
/// Accepted without effect: `context`, `preserve_formatting` (layout always stays), `split_sentences=0` beyond line ends
/// (the engine always works by sentences), `formality=default|prefer_more|prefer_less`, `show_billed_characters`
/// (they are always there). No model here knows formality, so `more` and `less` are refused as DeepL refuses them for
/// languages without it.
package struct DeepLAPI: HTTPAPI {
  let service: TranslationService
  let access: any AccessControlling

  package init(service: TranslationService, access: any AccessControlling) {
    (self.service, self.access) = (service, access)
  }

  package var endpoints: [Endpoint] {
    [
      Endpoint(.POST, "/v2/translate") { request, _ in try await translate(request) },
      Endpoint(.GET, "/v2/languages") { request, _ in try await languages(request) },
      Endpoint(.POST, "/v2/languages") { request, _ in try await languages(request) },
      Endpoint(.GET, "/v2/usage") { request, _ in try await usage(request) },
      Endpoint(.POST, "/v2/usage") { request, _ in try await usage(request) },
      Endpoint(.POST, "/v2/document") { request, _ in try await addDocument(request) },
      Endpoint(.POST, "/v2/document/{id}") { request, path in
        try await documentStatus(request, path["id"] ?? "")
      },
      Endpoint(.POST, "/v2/document/{id}/result") { request, path in
        try await documentResult(request, path["id"] ?? "")
      },
      Endpoint(.GET, "/v2/glossary-language-pairs") { request, _ in try await glossaryPairs(request) },
      Endpoint(.POST, "/v2/glossaries") { request, _ in try await addGlossary(request) },
      Endpoint(.GET, "/v2/glossaries") { request, _ in try await glossaries(request) },
      Endpoint(.GET, "/v2/glossaries/{id}") { request, path in try await glossary(request, path["id"] ?? "")
      },
      Endpoint(.DELETE, "/v2/glossaries/{id}") { request, path in
        try await removeGlossary(request, path["id"] ?? "")
      },
      Endpoint(.GET, "/v2/glossaries/{id}/entries") { request, path in
        try await glossaryEntries(request, path["id"] ?? "")
      },
    ]
  }

  package func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    let problem = ServiceProblem(error)
    let (status, message): (HTTPResponseStatus, String) =
      switch error {
      case ServiceError.keyMissing, ServiceError.keyUnknown:
        (.forbidden, "Authorization failed: send a known key as Authorization: DeepL-Auth-Key KEY")
      case ServiceError.quotaExceeded:
        (.custom(code: 456, reasonPhrase: "Quota Exceeded"), "Quota exceeded: \(problem.message)")
      case ServiceError.notReady: (.serviceUnavailable, "The document is not translated yet")
      case ServiceError.invalid(let field?, let reason):
        (.badRequest, "Value for '\(field)' not supported: \(reason)")
      default: (problem.status.code == 422 ? .badRequest : problem.status, problem.message)
      }
    return .json(["message": .string(message)], status: status).waiting(problem)
  }

  /// From the header, or from the field that old clients send.
  func key(of parameters: Parameters, _ request: ServerRequest) throws(ServiceError) -> String? {
    if let key = request.authorization("DeepL-Auth-Key") ?? request.authorization("Bearer") { return key }
    let key = try parameters.string("auth_key")
    return key?.isEmpty == false ? key : nil
  }

  /// A field that must not be missing, in DeepL's words.
  static func required(_ name: String, _ parameters: Parameters) throws(ServiceError) -> String {
    guard let value = try parameters.string(name), !value.isEmpty else {
      throw .invalid(field: nil, reason: "Parameter '\(name)' not specified.")
    }
    return value
  }

  /// What both texts and documents may say of formality.
  static func checkFormality(_ parameters: Parameters) throws(ServiceError) {
    switch try parameters.string("formality")?.lowercased() {
    case nil, "", "default", "prefer_more", "prefer_less": break
    case "more", "less":
      throw .invalid(field: nil, reason: "'formality' is not supported for given 'target_lang'.")
    default:
      throw .invalid(
        field: "formality", reason: "it has to be default, more, less, prefer_more or prefer_less")
    }
  }
}
