import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A client that sends what it is told to, byte for byte, and keeps what comes.
final class RawClient: Sendable {
  struct TimeOver: Error, CustomStringConvertible {
    let description: String
  }

  let channel: any Channel
  private let inbox: Inbox

  private init(_ channel: any Channel, _ inbox: Inbox) {
    (self.channel, self.inbox) = (channel, inbox)
  }

  /// - Parameter reads: false for a client that never takes anything.
  static func connect(_ port: Int, tls: Bool = false, reads: Bool = true) async throws -> RawClient {
    let inbox = Inbox()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.autoRead, value: reads)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .channelOption(.socketOption(.so_rcvbuf), value: reads ? 262_144 : 4096)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if tls {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.certificateVerification = .none
            let context = try NIOSSLContext(configuration: configuration)
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: context, serverHostname: nil))
          }
          try channel.pipeline.syncOperations.addHandler(Collector(inbox))
        }
      }
      .connect(host: "127.0.0.1", port: port).get()
    return RawClient(channel, inbox)
  }

  func send(_ text: String) async throws { try await send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) async throws {
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
  }

  func close() async { try? await channel.close() }

  /// Says that nothing more will be sent.
  func closeHalf() async throws { try await channel.close(mode: .output).get() }

  var received: [UInt8] { inbox.bytes.withLock { $0 } }
  var text: String { String(decoding: received, as: UTF8.self) }
  var isEnded: Bool { inbox.ended.load(ordering: .acquiring) }

  /// Waits for a text among what came, as often as wanted.
  @discardableResult
  func wait(for wanted: String, times: Int = 1, seconds: Double = 60) async throws -> String {
    try await wait(seconds: seconds, "“\(wanted)”") { $0.text.ranges(of: wanted).count >= times }
    return text
  }

  /// Waits until the server has closed.
  @discardableResult
  func waitForEnd(seconds: Double = 60) async throws -> String {
    try await wait(seconds: seconds, "the end") { $0.isEnded }
    return text
  }

  func wait(seconds: Double = 60, _ what: String, until isThere: (RawClient) -> Bool) async throws {
    do {
      try await eventually(seconds: seconds, what) { isThere(self) }
    } catch let error as TimeOver {
      throw TimeOver(description: "\(error), but “\(text.suffix(200))”")
    }
  }

  private final class Inbox: Sendable {
    let bytes = Mutex<[UInt8]>([])
    let ended = Atomic(false)
  }

  private final class Collector: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let inbox: Inbox

    init(_ inbox: Inbox) { self.inbox = inbox }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let buffer = unwrapInboundIn(data)
      inbox.bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if case ChannelEvent.inputClosed = event { inbox.ended.store(true, ordering: .releasing) }
    }

    func channelInactive(context: ChannelHandlerContext) { inbox.ended.store(true, ordering: .releasing) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}

/// Waits for what happens elsewhere.
func eventually(seconds: Double = 60, _ what: String, _ isThere: () async -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(seconds)
  while await !isThere() {
    guard ContinuousClock.now < end else { throw RawClient.TimeOver(description: "\(what) did not come") }
    try await Task.sleep(for: .milliseconds(10))
  }
}
