import NIOCore
import NIOWebSocket

/// What goes into a connection's pipeline.
package enum ConnectionOutput: Sendable {
  case bytes(ByteBuffer)
  /// The head of a 101 response; WebSocket frames come and go after it.
  case upgrade(ByteBuffer)
  case frame(WebSocketFrame)
  /// The response is out, the next request may come.
  case awaitRequest
}
