import NIOCore

/// The pipeline's end for streams of lines.
final class LineBytesHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ConnectionInput
  typealias OutboundIn = ConnectionOutput
  typealias OutboundOut = ByteBuffer

  private let limits: ConnectionLimits

  init(_ limits: ConnectionLimits) {
    self.limits = limits
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    context.fireChannelRead(wrapInboundOut(.bytes(unwrapInboundIn(data))))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .bytes(let buffer) = unwrapOutboundIn(data) else {
      promise?.fail(ChannelError.operationUnsupported)
      return
    }
    context.write(wrapOutboundOut(buffer), promise: promise)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ServerStopping {
      context.fireChannelRead(wrapInboundOut(.stopping))
      context.fireChannelReadComplete()
    }
    context.fireUserInboundEventTriggered(event)
  }
}
