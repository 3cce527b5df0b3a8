import NIOCore
import NIOPosix
import Synchronization

/// Passes bytes on between clients and a server, until it is told to break.
final class Relay: Sendable {
  private let open: Mutex<[any Channel]>
  private let listener: Mutex<(any Channel)?> = Mutex(nil)
  private let connections = Atomic(0)
  private let target: Atomic<Int>

  private init(_ target: Int) {
    open = Mutex([])
    self.target = Atomic(target)
  }

  static func open(to port: Int) async throws -> Relay {
    let relay = Relay(port)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { client in
        relay.connections.add(1, ordering: .relaxed)
        return ClientBootstrap(group: client.eventLoop).channelInitializer { server in
          server.eventLoop.makeCompletedFuture {
            try server.pipeline.syncOperations.addHandler(Pass(to: client))
          }
        }.connect(
          host: "127.0.0.1", port: relay.target.load(ordering: .relaxed)
        ).flatMap { server in
          relay.open.withLock { $0 += [client, server] }
          return client.eventLoop.makeCompletedFuture {
            try client.pipeline.syncOperations.addHandler(Pass(to: server))
          }
        }
      }.bind(host: "127.0.0.1", port: 0).get()
    relay.listener.withLock { $0 = channel }
    return relay
  }

  var port: Int { listener.withLock { $0?.localAddress?.port ?? 0 } }

  /// How often somebody has connected.
  var connectionCount: Int { connections.load(ordering: .relaxed) }

  /// Whether somebody is connected.
  var isOpen: Bool { open.withLock { !$0.isEmpty } }

  /// Passes on to another server from the next connection on.
  func turn(to port: Int) { target.store(port, ordering: .relaxed) }

  /// Ends every connection, without a word.
  func cut() {
    for channel in open.withLock({ channels in
      defer { channels = [] }
      return channels
    }) { channel.close(promise: nil) }
  }

  func close() async {
    cut()
    try? await listener.withLock { $0 }?.close()
  }

  private final class Pass: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let other: any Channel

    init(to other: any Channel) { self.other = other }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      other.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}
