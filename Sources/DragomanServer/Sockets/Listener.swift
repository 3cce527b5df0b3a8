import NIOCore
import NIOPosix

/// A port that is listened on.
struct Listener: Sendable {
  let channel: any Channel
  let speaks: Set<ConnectionProtocol>

  /// - Parameter accepted: told on the event loop of every connection, before anything is read from it.
  /// - Throws: ``ServerStartError/cannotListen(host:port:reason:)``
  init(
    host: String, port: Int, setup: ConnectionSetup, counter: ConnectionCounter, group: any EventLoopGroup,
    accepted: @escaping @Sendable (any Channel) throws -> Void
  ) async throws {
    let userTimeout = ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: 18))
    let milliseconds = Int(max(setup.limits.write, setup.limits.idle).nanoseconds / 1_000_000)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelOption(.socketOption(.so_keepalive), value: 1)
      // TCP_USER_TIMEOUT: a peer that has vanished without a word acknowledges nothing.
      .childChannelOption(userTimeout, value: milliseconds)
      .childChannelInitializer { channel in
        guard counter.open(channel) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture {
          let watch = ConnectionWatch(setup.limits)
          try channel.pipeline.syncOperations.addHandlers([
            watch, ProtocolSniffer(watch: watch, setup: setup),
          ])
          try accepted(channel)
        }
      }
    do {
      channel = try await bootstrap.bind(host: host, port: port).get()
    } catch {
      throw ServerStartError.cannotListen(host: host, port: port, reason: Self.reason(error))
    }
    speaks = setup.speaks
  }

  /// `127.0.0.1:7700`, with the port that the system has chosen.
  var address: String {
    guard let address = channel.localAddress, let host = address.ipAddress else { return "unknown" }
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  var port: Int { channel.localAddress?.port ?? 0 }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else { return String(describing: error) }
    return switch error.errnoCode {
    case EADDRINUSE: "another program listens there already"
    case EACCES: "no permission; ports below 1024 are for the administrator"
    case EADDRNOTAVAIL: "this machine has no such address"
    default: String(describing: error)
    }
  }
}
