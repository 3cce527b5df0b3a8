import Foundation
import Live
import NIOCore
import NIOHTTP1
import NIOWebSocket

extension Connection {
  /// Turns the connection into a WebSocket, and serves it.
  func serveWebSocket(
    _ request: ServerRequest, _ head: HTTPRequestHead, _ target: WebSocketTarget, _ inputs: inout Inputs
  ) async throws {
    func send(_ refusal: ServerResponse) async throws {
      _ = try await self.send(refusal, to: Exchange(head, peer: peer), keepsAlive: false)
    }
    guard let key = request.headers["Sec-WebSocket-Key"].first, Data(base64Encoded: key)?.count == 16 else {
      return try await send(
        .refusal(.badRequest, "Sec-WebSocket-Key is missing or is not 16 bytes in base64"))
    }
    guard request.headers["Sec-WebSocket-Version"] == ["13"] else {
      var response = ServerResponse.refusal(.upgradeRequired, "only version 13 of WebSocket is spoken here")
      response.headers.add(name: "Sec-WebSocket-Version", value: "13")
      return try await send(response)
    }
    let upgrader = NIOWebSocketServerUpgrader(
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
      upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
    var headers = try await upgrader.buildUpgradeResponse(
      channel: channel, upgradeRequest: head, initialResponseHeaders: [:]
    ).get()
    headers.add(name: "Server", value: ServerContext.name)
    try await writer.send(.upgrade(ResponseHead.bytes(.switchingProtocols, headers)))
    context.metrics.opened(channel, .webSocket)
    switch target {
    case .live: await serveLive(&inputs)
    case .messages(let endpoint): try await serveMessages(endpoint, request, &inputs)
    }
  }

  private func serveLive(_ inputs: inout Inputs) async {
    let writer = writer
    let (channel, linger) = (channel, context.limits.linger)
    let pause = Duration.nanoseconds(context.limits.ping.nanoseconds)
    let pings = Task {
      while (try? await Task.sleep(for: pause)) != nil { try await writer.write(.ping, ByteBuffer()) }
    }
    defer { pings.cancel() }
    await converse(with: context.makeLive(peer), &inputs) { endpoint, inputs in
      try await read(&inputs) { event in
        switch event {
        case .text(let bytes): await endpoint.receive(bytes)
        case .tooLong(let count): await endpoint.refuse(lineOf: count)
        case .stopping: await endpoint.receive(Self.endMessage)
        }
      }
    } send: { message in
      try await writer.write(.text, ByteBuffer(bytes: message))
    } close: {
      try? await writer.close(.normalClosure)
      await channel.closed(within: linger)
    }
  }

  private func serveMessages(
    _ endpoint: MessageEndpoint, _ request: ServerRequest, _ inputs: inout Inputs
  ) async throws {
    try await read(&inputs) { event in
      switch event {
      case .text(let bytes):
        let answer = await endpoint.handler(String(decoding: bytes, as: UTF8.self), request)
        try await writer.write(.text, ByteBuffer(string: answer))
      case .tooLong: try await end(.messageTooLarge)
      case .stopping: try await end(.goingAway)
      }
    }
  }

  private enum Event {
    case text([UInt8])
    case tooLong(Int)
    /// The last one.
    case stopping
  }

  /// Answers what belongs to WebSocket itself, and gives the rest to `take`.
  private func read(_ inputs: inout Inputs, _ take: (Event) async throws -> Void) async throws {
    var assembler = MessageAssembler(limit: context.limits.lineBytes)
    while let input = try await inputs.next() {
      switch input {
      case .frame(let frame):
        switch assembler.take(frame) {
        case .text(let bytes): try await take(.text(bytes))
        case .tooLong(let count): try await take(.tooLong(count))
        case .ping(let payload): try await writer.write(.pong, payload)
        case .close(let code): return try await end(code, isAnswer: frame.opcode == .connectionClose)
        case .pong, nil: break
        }
      case .badFrame(let code): return try await end(code)
      case .stopping: return try await take(.stopping)
      case .bytes, .head, .body, .end, .refused: return
      }
    }
  }

  /// Says goodbye, and waits a little for the other side's if it is not here already.
  private func end(_ code: WebSocketErrorCode, isAnswer: Bool = false) async throws {
    try await writer.close(code)
    if !isAnswer { await channel.closed(within: context.limits.linger) }
    throw ConnectionOver()
  }
}

/// Who answers on a WebSocket.
enum WebSocketTarget: Sendable {
  case live
  case messages(MessageEndpoint)
}

/// The conversation is over by the rules.
struct ConnectionOver: Error {}
