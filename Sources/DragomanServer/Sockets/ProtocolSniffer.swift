import NIOCore
import NIOHTTP1
import NIOSSL

/// Tells by the first byte what a client speaks, and sets up the pipeline for it.
final class ProtocolSniffer: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let watch: ConnectionWatch
  private let setup: ConnectionSetup
  private let isEncrypted: Bool
  private var isDone = false

  init(watch: ConnectionWatch, setup: ConnectionSetup, isEncrypted: Bool = false) {
    (self.watch, self.setup, self.isEncrypted) = (watch, setup, isEncrypted)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isDone else { return context.fireChannelRead(data) }
    let buffer = unwrapInboundIn(data)
    guard let first = buffer.getInteger(at: buffer.readerIndex, as: UInt8.self) else { return }
    isDone = true
    do {
      try configure(context, by: first)
    } catch {
      return context.close(promise: nil)
    }
    context.fireChannelRead(data)
    context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // Nothing was said yet, so nothing is owed.
    if event is ServerStopping, !isDone {
      context.eventLoop.assumeIsolated().scheduleTask(in: setup.limits.farewell) {
        if !self.isDone { context.close(promise: nil) }
      }
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func configure(_ context: ChannelHandlerContext, by first: UInt8) throws {
    let pipeline = context.pipeline.syncOperations
    switch first {
    case 0x16 where !isEncrypted && setup.tls != nil:
      guard let tls = setup.tls else { return }
      let inner = ProtocolSniffer(watch: watch, setup: setup, isEncrypted: true)
      try pipeline.addHandlers([NIOSSLServerHandler(context: tls), inner], position: .after(self))
    case UInt8(ascii: "{"), UInt8(ascii: " "), 0x09, 0x0A, 0x0D, 0xEF:
      // 0xEF begins a byte order mark.
      guard setup.speaks.contains(.lines) else { throw ChannelError.inappropriateOperationForState }
      // Whoever has said all may still want to hear: `dragoman … | nc`. In TLS a half is not closed alone.
      if !isEncrypted { try context.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true) }
      watch.wait(for: .stream)
      setup.opened(context.channel, .lines)
      try pipeline.addHandler(LineBytesHandler(setup.limits), position: .after(self))
    default:
      guard setup.speaks.contains(.http) else { throw ChannelError.inappropriateOperationForState }
      setup.opened(context.channel, .http)
      var limits = NIOHTTPDecoderLimitConfiguration()
      limits.maxHeaderFieldSize = setup.limits.headerBytes
      limits.maxHeaderListSize = setup.limits.headerBytes
      let decoder = ByteToMessageHandler(
        HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits))
      try pipeline.addHandlers(
        [decoder, HTTPPartsHandler(watch: watch, decoder: decoder, limits: setup.limits)],
        position: .after(self))
    }
  }
}

/// Fired through every pipeline when the server shuts down.
struct ServerStopping: Sendable {}
