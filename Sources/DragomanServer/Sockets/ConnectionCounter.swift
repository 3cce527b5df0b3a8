import NIOCore
import Synchronization

/// Counts connections, in all and by peer, and lets no more in than may be.
final class ConnectionCounter: Sendable {
  private let total: Int
  private let perPeer: Int
  private let metrics: ServerMetrics
  private let peers = Mutex<(all: Int, byPeer: [String: Int])>((0, [:]))

  init(total: Int, perPeer: Int, metrics: ServerMetrics) {
    (self.total, self.perPeer, self.metrics) = (total, perPeer, metrics)
  }

  /// Counts the connection until it is closed; false when it is one too many.
  func open(_ channel: any Channel) -> Bool {
    let peer = channel.remoteAddress?.ipAddress ?? "unknown"
    let isAllowed = peers.withLock { peers in
      guard peers.all < total, peers.byPeer[peer, default: 0] < perPeer else { return false }
      peers.all += 1
      peers.byPeer[peer, default: 0] += 1
      return true
    }
    guard isAllowed else {
      metrics.connectionRefused()
      return false
    }
    channel.closeFuture.whenComplete { _ in self.close(peer) }
    return true
  }

  private func close(_ peer: String) {
    peers.withLock { peers in
      peers.all -= 1
      let left = peers.byPeer[peer, default: 1] - 1
      peers.byPeer[peer] = left > 0 ? left : nil
    }
  }
}
