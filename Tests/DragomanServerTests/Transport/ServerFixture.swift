import DragomanServer
import Foundation
import Live
import Logging
import NIOHTTP1
import ServiceLifecycle
import Synchronization
import TestSupport

/// A server with doubles behind it, on a port that the system chooses.
struct ServerFixture: Sendable {
  let port: Int
  let ports: [Int]
  let api: ProbeAPI
  let live: LiveProbe
  let metrics: ServerMetrics
  let group: ServiceGroup
  let log: Mutexed<[String]>

  static func run(
    _ change: (inout ServerConfiguration) -> Void = { _ in },
    _ body: @escaping @Sendable (ServerFixture) async throws -> Void
  ) async throws {
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.grace = 5
    change(&configuration)
    let (api, live, log) = (ProbeAPI(), LiveProbe(), Mutexed<[String]>([]))
    let (ports, open) = AsyncStream.makeStream(of: [Int].self)
    let logger = Logger(label: "test") { _ in
      LineLogHandler(level: .info, format: .json) { line in log.value.withLock { $0.append(line) } }
    }
    let server = try DragomanServer(
      configuration, apis: [api],
      messageEndpoints: [MessageEndpoint("/translate") { text, _ in text.uppercased() }], logger: logger,
      makeLive: { _ in live.session() }, listening: { open.yield($0.map(\.port)) })
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: server, successTerminationBehavior: .gracefullyShutdownGroup)],
        logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      tasks.addTask {
        guard let ports = await ports.first(where: { _ in true }), let port = ports.first else { return }
        let fixture = ServerFixture(
          port: port, ports: ports, api: api, live: live, metrics: server.metrics, group: group, log: log)
        do { try await body(fixture) } catch {
          await group.triggerGracefulShutdown()
          throw error
        }
        await group.triggerGracefulShutdown()
      }
      // The first error ends the rest.
      while try await tasks.next() != nil {}
    }
  }

  func client(tls: Bool = false) async throws -> RawClient { try await .connect(port, tls: tls) }

  /// A client whose request waits at the gate, asked as often as a server of little patience wants.
  func clientAtWork() async throws -> RawClient {
    while true {
      let client = try await client()
      try? await client.send("GET /gate HTTP/1.1\r\nConnection: close\r\n\r\n")
      try await client.wait("work or the end") { $0.isEnded || api.now().started > 0 }
      if api.now().started > 0 { return client }
    }
  }

  /// One request on a connection of its own.
  func exchange(_ request: String, seconds: Double = 60) async throws -> String {
    let client = try await client()
    try await client.send(request)
    return try await client.waitForEnd(seconds: seconds)
  }

  func get(_ path: String) async throws -> String {
    try await exchange("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
  }

  /// Whether the server still does what it is for.
  func isWell() async throws -> Bool { try await get("/health").hasSuffix(#"{"status":"ok"}"#) }
}

final class Mutexed<Value: Sendable>: Sendable {
  let value: Mutex<Value>
  init(_ value: Value) { self.value = Mutex(value) }
}

/// Answers in ways that try a transport, and notes what became of its work.
final class ProbeAPI: HTTPAPI {
  struct Counts: Sendable {
    var started = 0
    var cancelled = 0
    var finished = 0
  }

  let counts = Mutex(Counts())
  let gate = Gate()

  func now() -> Counts { counts.withLock { $0 } }

  var endpoints: [Endpoint] {
    [
      Endpoint(.POST, "/echo") { request, _ in ServerResponse(body: .bytes(request.body)) },
      Endpoint(.GET, "/echo") { request, _ in
        let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
        return ServerResponse(body: .bytes(Array("\(request.path)|\(query)|".utf8) + request.body))
      },
      Endpoint(.GET, "/named/{name}") { _, names in
        ServerResponse(body: .bytes(Array((names["name"] ?? "").utf8)))
      },
      // Waits until the test opens it.
      Endpoint(.GET, "/gate") { [self] _, _ in
        counts.withLock { $0.started += 1 }
        do {
          try await gate.pass()
        } catch {
          counts.withLock { $0.cancelled += 1 }
          throw error
        }
        counts.withLock { $0.finished += 1 }
        return ServerResponse(body: .bytes(Array("through".utf8)))
      },
      Endpoint(.GET, "/big") { _, _ in ServerResponse(body: .bytes([UInt8](repeating: 0x61, count: 16 << 20)))
      },
      Endpoint(.GET, "/stream") { _, _ in
        ServerResponse(
          body: .stream(
            AsyncThrowingStream { continuation in
              for part in ["one,", "two,", "three"] { continuation.yield(Array(part.utf8)) }
              continuation.finish()
            }))
      },
      Endpoint(.GET, "/header") { _, _ in ServerResponse(headers: ["Content-Disposition": "a\r\nX-Evil: 1"])
      },
      Endpoint(.GET, "/fail") { _, _ in throw ServiceError.keyUnknown },
    ]
  }

  func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    .refusal(.forbidden, String(describing: error))
  }
}

/// Sessions that say again what they hear.
final class LiveProbe: Sendable {
  let disconnected = Atomic(0)
  let asked = Atomic(0)
  let endless = Atomic(false)

  func session() -> any LiveEndpoint { Session(self) }

  private final class Session: LiveEndpoint {
    private let probe: LiveProbe
    private let output = AsyncStream.makeStream(of: [UInt8].self)

    init(_ probe: LiveProbe) { self.probe = probe }

    func receive(_ line: [UInt8]) async {
      if String(decoding: line, as: UTF8.self).contains(#""end""#) {
        output.continuation.yield(Array(#"{"type":"done"}"#.utf8))
        output.continuation.finish()
      } else {
        output.continuation.yield(line)
      }
    }

    func refuse(lineOf count: Int) async {
      output.continuation.yield(Array(#"{"type":"error","count":\#(count)}"#.utf8))
    }

    func next() async -> [UInt8]? {
      probe.asked.add(1, ordering: .relaxed)
      if probe.endless.load(ordering: .relaxed), !Task.isCancelled {
        return [UInt8](repeating: 0x62, count: 32 << 10)
      }
      for await message in output.stream { return message }
      return nil
    }

    func disconnected() async {
      probe.disconnected.add(1, ordering: .relaxed)
      output.continuation.finish()
    }
  }
}
