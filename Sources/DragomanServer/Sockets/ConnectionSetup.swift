import NIOCore
import NIOSSL

/// What a pipeline needs to know of its port.
struct ConnectionSetup: Sendable {
  let limits: ConnectionLimits
  let tls: NIOSSLContext?
  let speaks: Set<ConnectionProtocol>
  /// Told on the event loop when it is known what a connection speaks.
  let opened: @Sendable (any Channel, ConnectionProtocol) -> Void
}

/// What clients speak.
package enum ConnectionProtocol: String, Sendable, CaseIterable {
  case http
  case lines
  case webSocket
}
