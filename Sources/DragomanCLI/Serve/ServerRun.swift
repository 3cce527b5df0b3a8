import DragomanServer
import Foundation
import ServiceLifecycle
import Synchronization

/// The process around a server.
enum ServerRun {
  /// Serves until a signal.
  static func run(_ settings: ServerConfiguration) async throws {
    let logger = settings.logger
    let access = try settings.accessControl()
    let services = try DragomanServer.standard(settings, access: access, logger: logger) { addresses in
      for address in addresses { Terminal.show("listening on \(address.name) (\(address.languages))") }
      if let file = settings.portFile, let port = addresses.first?.port {
        try write(port: port, to: file)
      }
    }
    defer { access.save() }
    let signals = [SIGINT, SIGTERM].map(second)
    defer { for source in signals { source.cancel() } }
    var group = ServiceGroupConfiguration(
      services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    // The server keeps to its time itself; this is for what does not listen to being cancelled.
    group.maximumGracefulShutdownDuration = .seconds(settings.grace + 5)
    try await ServiceGroup(configuration: group).run()
  }

  private static func write(port: Int, to file: String) throws {
    do {
      try Data("\(port)\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw ServerStartError.file(path: file, reason: error.localizedDescription)
    }
  }

  /// Whoever sends a second signal does not want to wait.
  private static func second(_ number: Int32) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      if signals.wrappingAdd(1, ordering: .relaxed).newValue > 1 { _exit(ExitStatus.interrupted.rawValue) }
    }
    source.resume()
    return source
  }

  private static let signals = Atomic(0)
}

extension DragomanServer.Address {
  fileprivate var languages: String {
    let names: [ConnectionProtocol: String] = [.http: "HTTP, WebSocket", .lines: "JSON lines"]
    return ConnectionProtocol.allCases.filter(protocols.contains).compactMap { names[$0] }.joined(
      separator: ", ")
  }
}
