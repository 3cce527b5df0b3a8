import NIOCore
import Synchronization

/// The end of a server: its ports close, and its connections are told.
final class ServerStop: Sendable {
  private struct State {
    var open: [ObjectIdentifier: any Channel] = [:]
    var isBegun = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let listeners: [Listener]
  private let context: ServerContext
  private let accepted: AsyncStream<Connection>.Continuation
  private let state = Mutex(State())

  init(listeners: [Listener], context: ServerContext, accepted: AsyncStream<Connection>.Continuation) {
    (self.listeners, self.context, self.accepted) = (listeners, context, accepted)
  }

  var openConnections: Int { state.withLock { $0.open.count } }

  /// A connection that is to be told; at once, when it came too late.
  func add(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    let isBegun = state.withLock { state in
      state.open[id] = channel
      return state.isBegun
    }
    channel.closeFuture.whenComplete { _ in self.state.withLock { $0.open[id] = nil } }
    if isBegun { tell(channel) }
  }

  func begin() {
    let (channels, waiting) = state.withLock { state in
      defer { (state.isBegun, state.waiting) = (true, []) }
      return (state.isBegun ? [] : Array(state.open.values), state.waiting)
    }
    context.stopping.set()
    for listener in listeners { listener.channel.close(promise: nil) }
    for channel in channels { tell(channel) }
    for continuation in waiting { continuation.resume() }
    // What the system has accepted before is in the stream already, or comes before the port's closing is reported.
    let closed = listeners.map(\.channel.closeFuture)
    guard let loop = closed.first?.eventLoop else { return accepted.finish() }
    EventLoopFuture.andAllComplete(closed, on: loop).whenComplete { _ in self.accepted.finish() }
  }

  /// Returns when the end has begun.
  func begun() async {
    await withCheckedContinuation { continuation in
      let isBegun = state.withLock { state in
        if !state.isBegun { state.waiting.append(continuation) }
        return state.isBegun
      }
      if isBegun { continuation.resume() }
    }
  }

  private func tell(_ channel: any Channel) {
    channel.pipeline.fireUserInboundEventTriggered(ServerStopping())
  }
}
