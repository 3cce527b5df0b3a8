import NIOCore

/// Sees that a connection does not wait for ever: for what is to come from the client, and for the client to take what
/// is sent. First in the pipeline, where bytes are bytes.
final class ConnectionWatch: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// What the server waits for, and so for how long.
  enum Wait: Sendable {
    case nothing
    /// The whole of a request's head: the time runs however many bytes come.
    case head
    /// A request's body: the time begins anew with all that comes.
    case body
    /// The first byte of another request.
    case nextRequest
    /// Anything in a stream, in either direction.
    case stream
  }

  private let limits: ConnectionLimits
  private var context: ChannelHandlerContext?
  private var wait = Wait.nothing
  private var deadline: NIODeadline?
  private var timer: Scheduled<Void>?
  private var pendingWrites = 0
  private var lastBuffered = 0
  private var writeDeadline: NIODeadline?

  /// Told when the time is over; without it the connection is closed.
  var onExpiry: ((Wait) -> Void)?

  init(_ limits: ConnectionLimits) {
    self.limits = limits
  }

  func wait(for wait: Wait) {
    self.wait = wait
    deadline = time(for: wait).map { .now() + $0 }
    schedule()
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    wait(for: .head)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    end()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch wait {
    case .body, .stream: deadline = time(for: wait).map { .now() + $0 }
    case .nextRequest: wait(for: .head)
    case .nothing, .head: break
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let promise = promise ?? context.eventLoop.makePromise()
    pendingWrites += 1
    if pendingWrites == 1 {
      writeDeadline = .now() + limits.write
      schedule()
    }
    promise.futureResult.assumeIsolated().whenComplete { _ in self.written() }
    context.write(data, promise: promise)
  }

  private func written() {
    pendingWrites -= 1
    writeDeadline = pendingWrites == 0 ? nil : .now() + limits.write
    if case .stream = wait { deadline = time(for: wait).map { .now() + $0 } }
  }

  private func time(for wait: Wait) -> TimeAmount? {
    switch wait {
    case .nothing: nil
    case .head: limits.head
    case .body: limits.body
    case .nextRequest: limits.keepAlive
    case .stream: limits.idle
    }
  }

  /// One timer for both deadlines. They move with every byte, so it is set anew only when it goes off too early.
  private func schedule() {
    guard let context else { return }
    let next = [deadline, writeDeadline].compactMap { $0 }.min()
    timer?.cancel()
    timer = next.map { next in
      context.eventLoop.assumeIsolated().scheduleTask(deadline: next) { self.fire() }
    }
  }

  private func fire() {
    guard let context else { return }
    let now = NIODeadline.now()
    if let writeDeadline, writeDeadline <= now {
      // A long buffer goes out in many pieces, of which only the last completes the write.
      let buffered = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
      guard buffered != lastBuffered else { return context.close(promise: nil) }
      lastBuffered = buffered
      self.writeDeadline = now + limits.write
    }
    if let deadline, deadline <= now {
      self.deadline = nil
      if let onExpiry { onExpiry(wait) } else { context.close(promise: nil) }
    }
    schedule()
  }

  private func end() {
    timer?.cancel()
    timer = nil
    context = nil
    onExpiry = nil
  }
}
