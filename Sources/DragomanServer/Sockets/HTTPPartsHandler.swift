import NIOCore
import NIOHTTP1
import NIOWebSocket

/// The pipeline's end for HTTP: tells the watch how far a request is, makes messages of errors, and turns into
/// WebSocket when it is told to.
final class HTTPPartsHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = ConnectionInput
  typealias OutboundIn = ConnectionOutput
  typealias OutboundOut = ByteBuffer

  private let watch: ConnectionWatch
  private let decoder: ByteToMessageHandler<HTTPRequestDecoder>
  private let limits: ConnectionLimits
  private var context: ChannelHandlerContext?
  private var isRefused = false
  private var isUpgraded = false
  /// Requests that have begun and are not answered: more than one where a client does not wait.
  private var unanswered = 0

  init(watch: ConnectionWatch, decoder: ByteToMessageHandler<HTTPRequestDecoder>, limits: ConnectionLimits) {
    (self.watch, self.decoder, self.limits) = (watch, decoder, limits)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    watch.onExpiry = { [weak self] in self?.expired($0) }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isUpgraded { return context.fireChannelRead(data) }
    if isRefused { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      unanswered += 1
      watch.wait(for: .body)
      context.fireChannelRead(wrapInboundOut(.head(head)))
    case .body(let buffer):
      context.fireChannelRead(wrapInboundOut(.body(buffer)))
    case .end:
      watch.wait(for: .nothing)
      context.fireChannelRead(wrapInboundOut(.end))
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case HTTPParserError.headerOverflow:
      refuse(.requestHeaderFieldsTooLarge, "the head has more than \(limits.headerBytes) bytes")
    case HTTPParserError.invalidVersion:
      refuse(.httpVersionNotSupported, "only HTTP/1.0 and HTTP/1.1 are spoken here")
    case is HTTPParserError:
      refuse(.badRequest, "this is no HTTP request: \(error)")
    default:
      context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ServerStopping {
      context.eventLoop.assumeIsolated().scheduleTask(in: limits.farewell) { self.send(.stopping) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if isUpgraded { return context.write(data, promise: promise) }
    switch unwrapOutboundIn(data) {
    case .bytes(let buffer):
      context.write(wrapOutboundOut(buffer), promise: promise)
    case .awaitRequest:
      unanswered -= 1
      if unanswered == 0 { watch.wait(for: .nextRequest) }
      promise?.succeed()
    case .upgrade(let buffer):
      context.write(wrapOutboundOut(buffer), promise: promise)
      upgrade(context)
    case .frame:
      promise?.fail(ChannelError.operationUnsupported)
    }
  }

  private func upgrade(_ context: ChannelHandlerContext) {
    isUpgraded = true
    watch.onExpiry = nil
    watch.wait(for: .stream)
    let pipeline = context.pipeline.syncOperations
    do {
      try pipeline.addHandlers(
        [
          WebSocketFrameEncoder(),
          ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limits.frameBytes)), WebSocketHandler(),
        ], position: .after(self))
      // What came after the request's end comes out of the decoder when it goes, through this handler.
      pipeline.removeHandler(decoder).assumeIsolated().whenComplete { _ in
        self.context?.fireChannelReadComplete()
        pipeline.removeHandler(self, promise: nil)
      }
    } catch {
      context.close(promise: nil)
    }
  }

  private func expired(_ wait: ConnectionWatch.Wait) {
    switch wait {
    case .head: refuse(.requestTimeout, "the request's head took too long")
    // Not the client is slow, but the request before.
    case .body where unanswered > 1: watch.wait(for: .body)
    case .body: refuse(.requestTimeout, "the request's body took too long")
    case .nextRequest, .stream, .nothing: context?.close(promise: nil)
    }
  }

  private func refuse(_ status: HTTPResponseStatus, _ reason: String) {
    guard !isRefused, !isUpgraded else { return }
    isRefused = true
    watch.wait(for: .nothing)
    send(.refused(status, reason: reason))
  }

  private func send(_ input: ConnectionInput) {
    guard let context else { return }
    context.fireChannelRead(wrapInboundOut(input))
    context.fireChannelReadComplete()
  }
}
