import NIOCore
import NIOHTTP1
import NIOWebSocket

/// What comes out of a connection's pipeline, whatever the client speaks.
package enum ConnectionInput: Sendable {
  /// Part of a stream of lines.
  case bytes(ByteBuffer)
  case head(HTTPRequestHead)
  case body(ByteBuffer)
  case end
  /// What came is no request that can be read, or did not come in time. Nothing comes after it.
  case refused(HTTPResponseStatus, reason: String)
  case frame(WebSocketFrame)
  /// What came is no frame that can be read. Nothing comes after it.
  case badFrame(WebSocketErrorCode)
  /// The server shuts down: nothing new is begun.
  case stopping
}
