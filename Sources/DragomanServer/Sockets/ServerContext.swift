import Dragoman
import Live
import Logging
import NIOCore
import NIOHTTP1

/// What all connections of a server share.
final class ServerContext: Sendable {
  static let name = "dragoman"

  let limits: ConnectionLimits
  let bodies: BodyBudget
  let router: Router
  let messageEndpoints: [MessageEndpoint]
  let makeLive: @Sendable (_ peer: String) -> any LiveEndpoint
  let cors: CrossOrigin
  let metrics: ServerMetrics
  let logger: Logger
  let stopping: StoppingFlag
  /// Whether users' texts may be in the log.
  let logsText: Bool

  init(
    limits: ConnectionLimits, router: Router, messageEndpoints: [MessageEndpoint], cors: CrossOrigin,
    metrics: ServerMetrics, logger: Logger, logsText: Bool = false, stopping: StoppingFlag,
    makeLive: @escaping @Sendable (String) -> any LiveEndpoint
  ) {
    (self.limits, self.router, self.messageEndpoints, self.cors) = (limits, router, messageEndpoints, cors)
    (self.metrics, self.logger, self.makeLive, self.stopping) = (metrics, logger, makeLive, stopping)
    self.logsText = logsText
    bodies = BodyBudget(limit: limits.allBodyBytes)
  }

  var isStopping: Bool { stopping.isSet }

  func respond(to request: ServerRequest) async -> ServerResponse {
    if let preflight = cors.preflight(request) { return preflight }
    var response = await router.respond(to: request)
    if case .bytes(let bytes) = response.body, bytes.isEmpty, response.status.code >= 400 {
      let headers = response.headers
      response = .refusal(
        response.status, "\(request.method.rawValue) \(request.path): \(response.status.reasonPhrase)")
      response.headers.add(contentsOf: headers)
    }
    return response
  }

  /// Who is meant by a request to change to WebSocket; nil when it is not one.
  func webSocketTarget(of request: ServerRequest) -> WebSocketTarget? {
    let upgrades = request.headers[canonicalForm: "Upgrade"].contains { $0.lowercased() == "websocket" }
    guard request.method == .GET, upgrades, !isStopping else { return nil }
    func same(_ path: String) -> Bool {
      request.path.split(separator: "/") == path.split(separator: "/")
    }
    if same("/v1/live") { return .live }
    return messageEndpoints.first { same($0.path) }.map { .messages($0) }
  }

  func finished(
    _ exchange: Exchange, request: ServerRequest?, status: HTTPResponseStatus, bytes: Int, peer: String
  ) {
    let duration = exchange.start.duration(to: .now)
    let route = request.flatMap { router.route(of: $0) }
    metrics.request(
      api: route?.api ?? "none", pattern: route?.pattern ?? "none", status: Int(status.code),
      seconds: duration.seconds, characters: exchange.trace.characters)
    // The path without its query, where some clients put their texts.
    let path = request?.path ?? String(exchange.head.uri.prefix { $0 != "?" })
    var metadata: Logger.Metadata = [
      "method": "\(exchange.head.method.rawValue)", "path": "\(path)", "status": "\(status.code)",
      "ms": "\((duration.seconds * 10_000).rounded() / 10)", "bytes": "\(bytes)", "peer": "\(peer)",
      "key": "\(exchange.trace.keyID ?? "-")", "request": "\(exchange.requestID)",
    ]
    if logsText {
      metadata["query"] = exchange.head.uri.split(separator: "?", maxSplits: 1).dropFirst().first.map {
        "\($0)"
      }
      metadata["body"] = request.flatMap { Self.loggable($0) }.map { "\($0)" }
    }
    logger.info("request", metadata: metadata)
  }

  /// A message of a live session, where texts may be logged.
  func heard(_ line: [UInt8], peer: String) {
    guard logsText else { return }
    logger.info("live", metadata: ["peer": "\(peer)", "line": "\(Self.beginning(of: line))"])
  }

  /// The beginning of a body that is text.
  private static func loggable(_ request: ServerRequest) -> String? {
    let type = request.headers.first(name: "Content-Type") ?? ""
    guard !request.body.isEmpty, !type.hasPrefix("multipart/") else { return nil }
    return beginning(of: request.body)
  }

  private static func beginning(of bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(loggedBytes), as: UTF8.self)
  }

  private static let loggedBytes = 4096
}
