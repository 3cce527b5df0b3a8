import NIOCore
import Synchronization

/// What the server counts, in the text format of Prometheus.
package final class ServerMetrics: Sendable {
  private struct Key: Hashable, Comparable {
    let api: String
    let pattern: String
    let status: Int

    static func < (a: Key, b: Key) -> Bool { (a.api, a.pattern, a.status) < (b.api, b.pattern, b.status) }
  }

  private struct Counts {
    var requests: [Key: Int] = [:]
    var latency = Histogram()
    var characters = 0
    var requestsInFlight = 0
    var liveSessions = 0
    var connections: [ConnectionProtocol: Int] = [:]
    var refusedConnections = 0
    var protocols: [ObjectIdentifier: ConnectionProtocol] = [:]
  }

  private let counts = Mutex(Counts())

  package init() {}

  func request(api: String, pattern: String, status: Int, seconds: Double, characters: Int) {
    counts.withLock {
      $0.requests[Key(api: api, pattern: pattern, status: status), default: 0] += 1
      $0.latency.add(seconds)
      $0.characters += characters
    }
  }

  func requests(changedBy difference: Int) {
    counts.withLock { $0.requestsInFlight += difference }
  }

  func liveSessions(changedBy difference: Int) {
    counts.withLock { $0.liveSessions += difference }
  }

  func connectionRefused() {
    counts.withLock { $0.refusedConnections += 1 }
  }

  /// A connection speaks this, from now to its end or to its change to another.
  func opened(_ channel: any Channel, _ kind: ConnectionProtocol) {
    let id = ObjectIdentifier(channel)
    let isNew = counts.withLock { counts in
      let old = counts.protocols.updateValue(kind, forKey: id)
      if let old { counts.connections[old, default: 0] -= 1 }
      counts.connections[kind, default: 0] += 1
      return old == nil
    }
    guard isNew else { return }
    channel.closeFuture.whenComplete { _ in
      self.counts.withLock { counts in
        if let kind = counts.protocols.removeValue(forKey: id) { counts.connections[kind, default: 0] -= 1 }
      }
    }
  }

  package func text() -> String {
    let counts = counts.withLock { $0 }
    var text = PrometheusText()
    text.family("dragoman_requests_total", "counter", "Requests that were answered.")
    for (key, count) in counts.requests.sorted(by: { $0.key < $1.key }) {
      text.sample(
        "dragoman_requests_total", Double(count),
        ["api": key.api, "path": key.pattern, "status": String(key.status)])
    }
    text.histogram("dragoman_request_seconds", "Time from a request's head to its last byte.", counts.latency)
    text.family("dragoman_characters_total", "counter", "Characters that were taken in.")
    text.sample("dragoman_characters_total", Double(counts.characters))
    text.family("dragoman_requests_in_flight", "gauge", "Requests that are worked on.")
    text.sample("dragoman_requests_in_flight", Double(counts.requestsInFlight))
    text.family("dragoman_connections", "gauge", "Open connections.")
    for kind in ConnectionProtocol.allCases {
      text.sample("dragoman_connections", Double(counts.connections[kind] ?? 0), ["protocol": kind.rawValue])
    }
    text.family("dragoman_connections_refused_total", "counter", "Connections above a limit.")
    text.sample("dragoman_connections_refused_total", Double(counts.refusedConnections))
    text.family("dragoman_live_connections", "gauge", "Connections with a live session.")
    text.sample("dragoman_live_connections", Double(counts.liveSessions))
    return text.text
  }
}
