import NIOCore
import NIOWebSocket
import Synchronization

/// Sends to a client, never more ahead than one piece: a write returns when the system has taken it.
struct ConnectionWriter: Sendable {
  private static let piece = 64 << 10

  let channel: any Channel
  private let farewell = Farewell()

  init(channel: any Channel) { self.channel = channel }

  func write(_ bytes: ByteBuffer) async throws {
    var rest = bytes
    while rest.readableBytes > 0, let piece = rest.readSlice(length: min(Self.piece, rest.readableBytes)) {
      try await send(.bytes(piece))
    }
  }

  func write(_ opcode: WebSocketOpcode, _ payload: ByteBuffer) async throws {
    try await send(.frame(WebSocketFrame(fin: true, opcode: opcode, data: payload)))
  }

  /// Says goodbye, once: who has said it does not answer the other side's.
  func close(_ code: WebSocketErrorCode) async throws {
    guard !farewell.isSaid.exchange(true, ordering: .relaxed) else { return }
    var payload = ByteBuffer()
    payload.write(webSocketErrorCode: code)
    try await write(.connectionClose, payload)
  }

  func send(_ output: ConnectionOutput) async throws {
    try await channel.writeAndFlush(output).get()
  }

  private final class Farewell: Sendable {
    let isSaid = Atomic(false)
  }
}
