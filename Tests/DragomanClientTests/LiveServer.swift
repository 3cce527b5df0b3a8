import DragomanServer
import Live
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// A server with live sessions behind a relay that can be cut.
struct LiveServer {
  let address: Int
  let relay: Relay

  static func run(
    _ sessions: LiveSessions, authorize: @escaping @Sendable (String?) async throws -> Void = { _ in },
    _ body: @escaping @Sendable (LiveServer) async throws -> Void
  ) async throws {
    var configuration = ServerConfiguration()
    (configuration.port, configuration.grace) = (0, 2)
    let (ports, open) = AsyncStream.makeStream(of: Int.self)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = try DragomanServer(
      configuration, apis: [], logger: logger,
      makeLive: { _ in LiveConnection(sessions: sessions, authorize: authorize) },
      listening: { addresses in for address in addresses { open.yield(address.port) } })
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: server, successTerminationBehavior: .gracefullyShutdownGroup)],
        logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      tasks.addTask {
        guard let port = await ports.first(where: { _ in true }) else { return }
        let relay = try await Relay.open(to: port)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(LiveServer(address: port, relay: relay))) } catch {
          outcome = .failure(error)
        }
        await relay.close()
        await group.triggerGracefulShutdown()
        try outcome.get()
      }
      while try await tasks.next() != nil {}
    }
  }
}
