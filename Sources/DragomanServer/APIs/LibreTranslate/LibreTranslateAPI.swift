import NIOHTTP1

/// What LibreTranslate's clients speak. `POST /translate` is ``TranslateDispatchAPI``'s, which others share.
package struct LibreTranslateAPI: HTTPAPI {
  let service: TranslationService
  let access: any AccessControlling

  package init(service: TranslationService, access: any AccessControlling) {
    (self.service, self.access) = (service, access)
  }

  package var endpoints: [Endpoint] {
    [
      Endpoint(.POST, "/detect") { request, _ in try await detect(request) },
      // Some clients send a body with it, which says nothing.
      Endpoint(.GET, "/languages") { _, _ in languages() },
      Endpoint(.POST, "/translate_file") { request, _ in try await translateFile(request) },
      Endpoint(.GET, "/download_file/{name}") { _, path in try await download(path["name"] ?? "") },
      Endpoint(.GET, "/frontend/settings") { _, _ in settings() },
      Endpoint(.POST, "/suggest") { _, _ in
        Self.error("Suggestions are disabled on this server.", .forbidden)
      },
      Endpoint(.GET, "/spec") { _, _ in spec() },
    ]
  }

  package func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    let problem = ServiceProblem(error)
    switch error {
    case ServiceError.keyMissing:
      return Self.error("Please send an api_key: this server needs one.", .forbidden)
    case ServiceError.keyUnknown: return Self.error("Invalid API key", .forbidden)
    case ServiceError.tooMany, ServiceError.quotaExceeded:
      return Self.error("Slowdown: \(problem.message)", .tooManyRequests).waiting(problem)
    case ServiceError.invalid(let field?, let reason):
      return Self.error("Invalid request: \(field): \(reason)", .badRequest)
    case ServiceError.tooLarge:
      return Self.error("Invalid request: \(problem.message)", .badRequest)
    default: break
    }
    // Their clients know these codes and no others.
    let status: HTTPResponseStatus =
      switch problem.status.code {
      case 404: .notFound
      case 400..<500: .badRequest
      case 503: .serviceUnavailable
      default: .internalServerError
      }
    return Self.error(problem.message, status).waiting(problem)
  }

  static func error(_ message: String, _ status: HTTPResponseStatus) -> ServerResponse {
    .json(["error": .string(message)], status: status)
  }

  /// `api_key` stands in the body or the query.
  func key(of parameters: Parameters, _ request: ServerRequest) throws(ServiceError) -> String? {
    let key = try parameters.string("api_key")
    return key?.isEmpty == false ? key : request.authorization("Bearer")
  }

  /// A field without which there is no request, in the words of theirs.
  static func required(_ name: String, _ parameters: Parameters) throws(ServiceError) -> String {
    guard let value = try parameters.string(name), !value.isEmpty else {
      throw .invalid(field: name, reason: "missing \(name) parameter")
    }
    return value
  }
}
