import NIOHTTP1

/// `/health`, `/ready` and `/metrics`, for whoever watches over servers.
package struct HealthAPI: HTTPAPI {
  private let metrics: ServerMetrics
  private let readiness: @Sendable () async -> String?

  /// - Parameter readiness: why the server takes no work now; nil when it does.
  package init(metrics: ServerMetrics, readiness: @escaping @Sendable () async -> String?) {
    (self.metrics, self.readiness) = (metrics, readiness)
  }

  package var endpoints: [Endpoint] {
    [
      Endpoint(.GET, "/health") { _, _ in Self.json(.ok, #"{"status":"ok"}"#) },
      Endpoint(.GET, "/ready") { [readiness] _, _ in
        guard let reason = await readiness() else { return Self.json(.ok, #"{"status":"ready"}"#) }
        var response = ServerResponse.refusal(.serviceUnavailable, reason)
        response.headers.add(name: "Retry-After", value: "5")
        return response
      },
      Endpoint(.GET, "/metrics") { [metrics] _, _ in
        ServerResponse(
          headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
          body: .bytes(Array(metrics.text().utf8)))
      },
    ]
  }

  package func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    .refusal(.internalServerError, "the server's state cannot be told")
  }

  private static func json(_ status: HTTPResponseStatus, _ text: String) -> ServerResponse {
    ServerResponse(status, headers: ["Content-Type": "application/json"], body: .bytes(Array(text.utf8)))
  }
}
