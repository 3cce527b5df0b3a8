import NIOCore

/// How much a connection may send, and how long it may take.
package struct ConnectionLimits: Sendable {
  /// Bytes of a request's head, in all and in one field.
  package var headerBytes = 64 << 10
  package var bodyBytes = 32 << 20
  /// Of all connections together.
  package var allBodyBytes = 1 << 30
  /// Bytes of a line or of a WebSocket message.
  package var lineBytes = 64 << 10
  /// Bytes of a WebSocket frame that are taken in before it is known to be too long; beyond them the connection ends.
  package var frameBytes: Int { max(1 << 20, 2 * lineBytes) }
  package var head = TimeAmount.seconds(10)
  package var body = TimeAmount.seconds(30)
  package var keepAlive = TimeAmount.seconds(75)
  package var idle = TimeAmount.seconds(60)
  package var write = TimeAmount.seconds(30)
  /// Between pings to a live session's WebSocket, for proxies that end what is silent.
  package var ping = TimeAmount.seconds(20)
  /// How long a connection that was refused is read on, so that its client can read why.
  package var linger = TimeAmount.seconds(2)
  /// How long an idle connection is kept when the server shuts down, since a request may be on its way.
  package var farewell = TimeAmount.milliseconds(200)

  package init() {}
}
