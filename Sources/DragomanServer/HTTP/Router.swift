import NIOHTTP1

/// Finds who answers a request.
package struct Router: Sendable {
  private let routes: [(endpoint: Endpoint, segments: [Substring], api: any HTTPAPI)]

  /// - Parameter apis: where two have the same endpoint, the first has it.
  package init(_ apis: [any HTTPAPI]) {
    routes = apis.flatMap { api in
      api.endpoints.map { ($0, Self.segments(of: $0.pattern), api) }
    }
  }

  package func respond(to request: ServerRequest) async -> ServerResponse {
    let matches = matches(request)
    guard let match = match(request, among: matches) else {
      return matches.isEmpty
        ? ServerResponse(.notFound) : Self.refusal(of: request, matches.map(\.route.endpoint.method))
    }
    do {
      return try await match.route.endpoint.handler(request, match.parameters)
    } catch {
      return match.route.api.response(to: error, request: request)
    }
  }

  /// Who would answer, in words that are few: for metrics.
  package func route(of request: ServerRequest) -> (api: String, pattern: String)? {
    match(request, among: matches(request)).map {
      (String(describing: type(of: $0.route.api)), $0.route.endpoint.pattern)
    }
  }

  private typealias Match = (
    route: (endpoint: Endpoint, segments: [Substring], api: any HTTPAPI), parameters: [String: String]
  )

  private func matches(_ request: ServerRequest) -> [Match] {
    let path = Self.segments(of: request.path)
    return routes.compactMap { route in
      Self.parameters(of: path, by: route.segments).map { (route, $0) }
    }
  }

  private func match(_ request: ServerRequest, among matches: [Match]) -> Match? {
    let method: HTTPMethod = request.method == .HEAD ? .GET : request.method
    return matches.first { $0.route.endpoint.method == method }
  }

  private static func refusal(of request: ServerRequest, _ methods: [HTTPMethod]) -> ServerResponse {
    let allowed = (methods.map(\.rawValue) + ["OPTIONS"]).joined(separator: ", ")
    return ServerResponse(
      request.method == .OPTIONS ? .noContent : .methodNotAllowed, headers: ["Allow": allowed])
  }

  /// `/a/` and `/a` are the same.
  private static func segments(of path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: true)
  }

  private static func parameters(of path: [Substring], by pattern: [Substring]) -> [String: String]? {
    guard path.count == pattern.count else { return nil }
    var parameters: [String: String] = [:]
    for (part, wanted) in zip(path, pattern) {
      if wanted.first == "{", wanted.last == "}" {
        parameters[String(wanted.dropFirst().dropLast())] = String(part)
      } else if part != wanted {
        return nil
      }
    }
    return parameters
  }
}
