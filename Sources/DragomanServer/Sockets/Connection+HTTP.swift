import NIOCore
import NIOHTTP1

extension Connection {
  /// Requests one after the other: those that a client sends ahead wait, and so answers come in order.
  func serveRequests(_ first: HTTPRequestHead, _ inputs: inout Inputs) async throws {
    var head = first
    while try await serveRequest(head, &inputs) {
      try await writer.send(.awaitRequest)
      switch try await inputs.next() {
      case .head(let next): head = next
      case .refused(let status, let reason): return try await refuse(status, reason, &inputs)
      case .bytes, .body, .end, .frame, .badFrame, .stopping, nil: return
      }
    }
  }

  /// - Returns: whether another request may come.
  private func serveRequest(_ head: HTTPRequestHead, _ inputs: inout Inputs) async throws -> Bool {
    let exchange = Exchange(head, peer: peer)
    context.metrics.requests(changedBy: 1)
    defer { context.metrics.requests(changedBy: -1) }
    let share = context.bodies.share()
    defer { share.giveBack() }
    let body: RequestBody
    do {
      body = try await RequestBody(
        head, &inputs, limit: context.limits.bodyBytes, share: share,
        proceed: { try await writer.write(ResponseHead.continue) })
    } catch let refusal as RequestBody.Refusal {
      _ = try await send(.refusal(refusal.status, refusal.reason), to: exchange, keepsAlive: false)
      try await linger(&inputs)
      return false
    }
    let request: ServerRequest
    do {
      let target = try RequestTarget(head.uri)
      request = ServerRequest(
        method: head.method, path: target.path, query: target.query, headers: head.headers, body: body.bytes,
        peer: peer)
    } catch ServiceError.invalid(let field, let reason) {
      let text = "the request's \(field ?? "target"): \(reason)"
      return try await send(.refusal(.badRequest, text), to: exchange, keepsAlive: head.isKeepAlive)
    }
    if let target = context.webSocketTarget(of: request) {
      try await serveWebSocket(request, head, target, &inputs)
      return false
    }
    // A decoder that has seen any other upgrade asked for reads no further: HTTP/2, as curl offers it, ends here.
    let offersUpgrade = head.headers.contains(name: "Upgrade")
    let keepsAlive = head.isKeepAlive && !body.isLast && !offersUpgrade
    let response = await RequestTrace.$current.withValue(exchange.trace) {
      await context.respond(to: request)
    }
    return try await send(response, to: exchange, request: request, keepsAlive: keepsAlive)
  }

  /// Answers what is no request.
  func refuse(_ status: HTTPResponseStatus, _ reason: String, _ inputs: inout Inputs) async throws {
    let head = HTTPRequestHead(version: .http1_1, method: .RAW(value: "-"), uri: "-")
    _ = try await send(.refusal(status, reason), to: Exchange(head, peer: peer), keepsAlive: false)
    try await linger(&inputs)
  }

  /// Reads on without keeping anything: a connection closed on bytes that were not read yet is reset, and then the
  /// client never sees why it was refused.
  private func linger(_ inputs: inout Inputs) async throws {
    let channel = channel
    channel.eventLoop.scheduleTask(in: context.limits.linger) { channel.close(promise: nil) }
    try? await channel.close(mode: .output).get()
    while let input = try await inputs.next() {
      if case .end = input { return }
    }
  }
}
