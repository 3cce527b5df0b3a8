import NIOHTTP1

/// What pages of other origins may do: CORS.
package struct CrossOrigin: Sendable {
  /// `*` or origins; empty for none.
  package let origins: [String]

  package init(origins: [String]) {
    self.origins = origins
  }

  func add(to headers: inout HTTPHeaders, for request: HTTPRequestHead) {
    guard let origin = allowed(request.headers["Origin"].first) else { return }
    headers.replaceOrAdd(name: "Access-Control-Allow-Origin", value: origin)
    if origin != "*" { headers.add(name: "Vary", value: "Origin") }
    headers.replaceOrAdd(
      name: "Access-Control-Expose-Headers", value: "X-Request-Id, Retry-After, Content-Disposition")
  }

  /// The answer to the question that a browser asks first.
  func preflight(_ request: ServerRequest) -> ServerResponse? {
    guard request.method == .OPTIONS, request.headers.contains(name: "Access-Control-Request-Method") else {
      return nil
    }
    // Browsers do not take * for Authorization, so what is asked for is named.
    let asked = request.headers["Access-Control-Request-Headers"].joined(separator: ", ")
    let known = "Authorization, Content-Type, X-API-Key, X-Request-Id"
    return ServerResponse(
      .noContent,
      headers: [
        "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
        "Access-Control-Allow-Headers": asked.isEmpty ? known : "\(known), \(asked)",
        "Access-Control-Max-Age": "86400",
      ])
  }

  private func allowed(_ origin: String?) -> String? {
    if origins.contains("*") { return "*" }
    // One that is not allowed is told another, which is a refusal.
    return origins.first { $0 == origin } ?? origins.first
  }
}
