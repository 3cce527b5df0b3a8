import Live
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization

/// The server: its ports, and everybody who answers on them.
package struct DragomanServer: Service {
  private let configuration: ServerConfiguration
  private let context: ServerContext
  private let counter: ConnectionCounter
  private let tls: NIOSSLContext?
  private let listening: @Sendable ([Address]) async throws -> Void

  /// Where the server listens.
  package struct Address: Sendable {
    package let name: String
    package let port: Int
    package let protocols: Set<ConnectionProtocol>
  }

  package let metrics: ServerMetrics

  /// - Parameters:
  ///   - apis: asked in this order; `/health`, `/ready` and `/metrics` are the server's own unless one of them has them.
  ///   - readiness: why no work is taken now; nil when it is.
  ///   - makeLive: a live session's end for a new connection.
  ///   - listening: told once all ports are open.
  /// - Throws: ``ServerStartError``
  package init(
    _ configuration: ServerConfiguration, apis: [any HTTPAPI], messageEndpoints: [MessageEndpoint] = [],
    metrics: ServerMetrics = ServerMetrics(), logger: Logger,
    readiness: @escaping @Sendable () async -> String? = { nil },
    makeLive: @escaping @Sendable (_ peer: String) -> any LiveEndpoint,
    listening: @escaping @Sendable ([Address]) async throws -> Void = { _ in }
  ) throws {
    try configuration.checkOpenness()
    self.configuration = configuration
    self.metrics = metrics
    self.listening = listening
    let stopping = StoppingFlag()
    let health = HealthAPI(metrics: metrics) {
      if stopping.isSet { return "the server shuts down" }
      return await readiness()
    }
    tls = try configuration.tlsContext()
    counter = ConnectionCounter(
      total: configuration.connections, perPeer: configuration.connectionsPerPeer, metrics: metrics)
    context = ServerContext(
      limits: configuration.connectionLimits, router: Router([health] + apis),
      messageEndpoints: messageEndpoints,
      cors: CrossOrigin(origins: configuration.corsOrigins), metrics: metrics, logger: logger,
      logsText: configuration.logText, stopping: stopping,
      makeLive: makeLive)
  }

  /// Serves until the service group is told to shut down, or the task is cancelled.
  ///
  /// - Throws: ``ServerStartError``, or what `listening` throws.
  package func run() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.networkThreads)
    do {
      try await serve(on: group)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
    try? await group.shutdownGracefully()
  }

  private func serve(on group: any EventLoopGroup) async throws {
    let (connections, accepted) = AsyncStream.makeStream(of: Connection.self)
    var listeners: [Listener] = []
    do {
      for port in configuration.ports {
        listeners.append(
          try await listen(port, on: group) { [context] channel in
            let connection = try Connection(channel, context: context)
            guard case .terminated = accepted.yield(connection) else { return }
            channel.close(promise: nil)
            Task { await connection.run() }
          })
      }
      try await listening(
        listeners.map { Address(name: $0.address, port: $0.port, protocols: $0.speaks) })
    } catch {
      for listener in listeners { try? await listener.channel.close() }
      accepted.finish()
      for await connection in connections {
        connection.channel.close(promise: nil)
        await connection.run()
      }
      throw error
    }
    let stop = ServerStop(listeners: listeners, context: context, accepted: accepted)
    await withTaskCancellationOrGracefulShutdownHandler {
      await serve(connections, stop)
    } onCancelOrGracefulShutdown: {
      stop.begin()
    }
  }

  /// Ends when the ports are closed and every connection has come to its end, or had its time.
  private func serve(_ connections: AsyncStream<Connection>, _ stop: ServerStop) async {
    let (context, grace) = (context, configuration.grace)
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await withDiscardingTaskGroup { group in
          for await connection in connections {
            stop.add(connection.channel)
            group.addTask { await connection.run() }
          }
        }
      }
      group.addTask {
        await stop.begun()
        // Ended early by the cancellation below.
        try? await Task.sleep(for: .seconds(grace))
      }
      await group.next()
      let left = stop.openConnections
      if left > 0 {
        context.logger.warning("not everything was finished in time", metadata: ["connections": "\(left)"])
      }
      group.cancelAll()
    }
  }

  private func listen(
    _ port: ServerConfiguration.Port, on group: any EventLoopGroup,
    accepted: @escaping @Sendable (any Channel) throws -> Void
  ) async throws -> Listener {
    let metrics = metrics
    let setup = ConnectionSetup(
      limits: configuration.connectionLimits, tls: tls, speaks: port.protocols,
      opened: { metrics.opened($0, $1) })
    return try await Listener(
      host: configuration.host, port: port.number, setup: setup, counter: counter, group: group,
      accepted: accepted)
  }
}
