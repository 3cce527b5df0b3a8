import NIOHTTP1

/// Dragoman's own API, under `/v1`; `/openapi.json` describes it.
package struct OwnAPI: HTTPAPI {
  let service: TranslationService
  let access: any AccessControlling

  package init(service: TranslationService, access: any AccessControlling) {
    (self.service, self.access) = (service, access)
  }

  package var endpoints: [Endpoint] {
    [
      Endpoint(.POST, "/v1/translate") { request, _ in try await translate(request) },
      Endpoint(.POST, "/v1/detect") { request, _ in try await detect(request) },
      Endpoint(.GET, "/v1/languages") { _, _ in languages() },
      Endpoint(.GET, "/v1/models") { _, _ in models() },
      Endpoint(.GET, "/v1/formats") { _, _ in formats() },
      Endpoint(.POST, "/v1/documents") { request, _ in try await addDocument(request) },
      Endpoint(.GET, "/v1/documents/{id}") { request, path in try await document(request, path["id"] ?? "") },
      Endpoint(.DELETE, "/v1/documents/{id}") { request, path in
        try await removeDocument(request, path["id"] ?? "")
      },
      Endpoint(.GET, "/v1/documents/{id}/events") { request, path in
        try await documentEvents(request, path["id"] ?? "")
      },
      Endpoint(.GET, "/v1/documents/{id}/result") { request, path in
        try await documentResult(request, path["id"] ?? "")
      },
      Endpoint(.GET, "/openapi.json") { _, _ in try openAPI() },
    ]
  }

  package func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    let problem = ServiceProblem(error)
    var response = ServerResponse.json(Self.json(problem), status: problem.status).waiting(problem)
    if problem.status == .unauthorized {
      response.headers.replaceOrAdd(name: "WWW-Authenticate", value: "Bearer")
    }
    return response
  }

  static func json(_ problem: ServiceProblem) -> JSONValue {
    [
      "error": .members([
        "code": .string(problem.code), "message": .string(problem.message),
        "field": problem.field.map { .string($0) },
      ])
    ]
  }

  func key(of request: ServerRequest) -> String? { request.authorization("Bearer") }
}
