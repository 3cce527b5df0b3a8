import Dragoman
import NIOCore

/// Everything about a server that can be set.
package struct ServerConfiguration: Sendable {
  package var host = "127.0.0.1"
  /// The port that speaks everything; 0 lets the system choose.
  package var port = 7700
  /// Ports of their own for HTTP with WebSockets, and for lines.
  package var httpPort: Int?
  package var linesPort: Int?
  package var portFile: String?
  package var tlsCertificate: String?
  package var tlsKey: String?
  package var keys: String?
  package var usageFile: String?
  package var allowAnonymous = false
  package var threads: Int?
  package var networkThreads = 2
  /// Seconds.
  package var grace = 30.0
  /// Hypotheses kept at each step, where a request does not say.
  package var beamSize = TranslationOptions().beamSize
  /// Files of terms that hold in all translations.
  package var glossaryFiles: [String] = []
  /// Translation memories that all translations go by.
  package var memoryFiles: [String] = []
  /// How translations are written, by the names of profiles and rules.
  package var style: [String] = []
  /// The file of what belongs to domains.
  package var domains: String?
  package var journal: String?
  package var journalDays = 30
  package var glossaries: String?
  package var corsOrigins = ["*"]
  package var logLevel = LogLevel.info
  package var logFormat = LogFormat.text
  package var logText = false

  package var connections = 1024
  package var connectionsPerPeer = 256
  package var headerBytes = 64 << 10
  package var bodyBytes = 32 << 20
  package var allBodyBytes = 1 << 30
  package var lineBytes = 64 << 10
  package var requestCharacters = 200_000
  package var headSeconds = 10.0
  package var bodySeconds = 30.0
  package var keepAliveSeconds = 75.0
  package var idleSeconds = 60.0
  package var pingSeconds = 20.0
  package var writeSeconds = 30.0

  package init() {}

  package enum LogLevel: String, Sendable, CaseIterable {
    case trace, debug, info, notice, warning, error, critical
  }

  package enum LogFormat: String, Sendable, CaseIterable {
    case text, json
  }

  package struct Port: Sendable {
    let number: Int
    let protocols: Set<ConnectionProtocol>
  }

  var ports: [Port] {
    [Port(number: port, protocols: [.http, .lines])]
      + (httpPort.map { [Port(number: $0, protocols: [.http])] } ?? [])
      + (linesPort.map { [Port(number: $0, protocols: [.lines])] } ?? [])
  }

  var connectionLimits: ConnectionLimits {
    var limits = ConnectionLimits()
    (limits.headerBytes, limits.bodyBytes, limits.lineBytes) = (headerBytes, bodyBytes, lineBytes)
    limits.allBodyBytes = allBodyBytes
    limits.ping = Self.time(pingSeconds)
    limits.head = Self.time(headSeconds)
    limits.body = Self.time(bodySeconds)
    limits.keepAlive = Self.time(keepAliveSeconds)
    limits.idle = Self.time(idleSeconds)
    limits.write = Self.time(writeSeconds)
    return limits
  }

  private static func time(_ seconds: Double) -> TimeAmount {
    .nanoseconds(Int64(seconds * 1e9))
  }
}
