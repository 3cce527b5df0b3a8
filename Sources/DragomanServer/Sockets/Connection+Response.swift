import NIOCore
import NIOHTTP1

extension Connection {
  /// Sends a response, and leaves a line in the log.
  ///
  /// - Returns: whether another request may come.
  func send(
    _ response: ServerResponse, to exchange: Exchange, request: ServerRequest? = nil, keepsAlive: Bool
  ) async throws -> Bool {
    let framing = Framing(response, to: exchange.head)
    let keepsAlive = keepsAlive && framing.isDelimited && !context.isStopping
    var headers = response.headers
    complete(&headers, framing, exchange, keepsAlive: keepsAlive)
    var sent = 0
    defer { context.finished(exchange, request: request, status: response.status, bytes: sent, peer: peer) }
    var start = ResponseHead.bytes(response.status, headers)
    switch (response.body, framing.sendsBody) {
    case (.bytes(let bytes), true) where bytes.count <= 16 << 10:
      start.writeBytes(bytes)
      try await writer.write(start)
      sent = bytes.count
    case (.bytes(let bytes), true):
      try await writer.write(start)
      try await writer.write(ByteBuffer(bytes: bytes))
      sent = bytes.count
    case (.stream(let stream), true):
      try await writer.write(start)
      for try await part in stream where !part.isEmpty {
        try await writer.write(framing.chunk(part))
        sent += part.count
      }
      try Task.checkCancellation()
      if framing == .chunked { try await writer.write(ByteBuffer(string: "0\r\n\r\n")) }
    case (_, false):
      try await writer.write(start)
    }
    return keepsAlive
  }

  private func complete(
    _ headers: inout HTTPHeaders, _ framing: Framing, _ exchange: Exchange, keepsAlive: Bool
  ) {
    for name in ["Content-Length", "Transfer-Encoding", "Connection"] { headers.remove(name: name) }
    switch framing {
    case .length(let count), .headOnly(let count?): headers.add(name: "Content-Length", value: "\(count)")
    case .chunked: headers.add(name: "Transfer-Encoding", value: "chunked")
    case .headOnly(nil), .untilClose: break
    }
    if !keepsAlive {
      headers.add(name: "Connection", value: "close")
    } else if exchange.head.version.isBeforeOneOne {
      headers.add(name: "Connection", value: "keep-alive")
    }
    headers.replaceOrAdd(name: "Server", value: ServerContext.name)
    headers.replaceOrAdd(name: "Date", value: ResponseHead.date())
    headers.replaceOrAdd(name: "X-Request-Id", value: exchange.requestID)
    context.cors.add(to: &headers, for: exchange.head)
  }
}

/// How the client knows where a body ends.
private enum Framing: Equatable {
  case length(Int)
  case chunked
  case untilClose
  /// No body goes out; the length it would have, if that is to be told.
  case headOnly(Int?)

  init(_ response: ServerResponse, to head: HTTPRequestHead) {
    let hasNone = response.status == .noContent || response.status == .notModified
    switch response.body {
    case _ where hasNone: self = .headOnly(nil)
    case .bytes(let bytes): self = head.method == .HEAD ? .headOnly(bytes.count) : .length(bytes.count)
    case .stream where head.method == .HEAD: self = .headOnly(nil)
    case .stream: self = !head.version.isBeforeOneOne ? .chunked : .untilClose
    }
  }

  var sendsBody: Bool {
    if case .headOnly = self { false } else { true }
  }

  var isDelimited: Bool { self != .untilClose }

  func chunk(_ part: [UInt8]) -> ByteBuffer {
    guard self == .chunked else { return ByteBuffer(bytes: part) }
    var buffer = ByteBuffer(string: String(part.count, radix: 16) + "\r\n")
    buffer.writeBytes(part)
    buffer.writeString("\r\n")
    return buffer
  }
}
