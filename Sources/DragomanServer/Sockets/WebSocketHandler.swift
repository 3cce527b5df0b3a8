import NIOCore
import NIOWebSocket

/// The pipeline's end for WebSockets.
final class WebSocketHandler: ChannelDuplexHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = ConnectionInput
  typealias OutboundIn = ConnectionOutput
  typealias OutboundOut = WebSocketFrame

  private var isRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if !isRefused { context.fireChannelRead(wrapInboundOut(.frame(unwrapInboundIn(data)))) }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .frame(let frame) = unwrapOutboundIn(data) else {
      promise?.fail(ChannelError.operationUnsupported)
      return
    }
    context.write(wrapOutboundOut(frame), promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? NIOWebSocketError else { return context.close(promise: nil) }
    guard !isRefused else { return }
    isRefused = true
    switch error {
    case .invalidFrameLength: context.fireChannelRead(wrapInboundOut(.badFrame(.messageTooLarge)))
    case .fragmentedControlFrame, .multiByteControlFrameLength:
      context.fireChannelRead(wrapInboundOut(.badFrame(.protocolError)))
    }
    context.fireChannelReadComplete()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ServerStopping {
      context.fireChannelRead(wrapInboundOut(.stopping))
      context.fireChannelReadComplete()
    }
    context.fireUserInboundEventTriggered(event)
  }
}
