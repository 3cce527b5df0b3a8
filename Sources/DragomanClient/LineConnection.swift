import Live
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// One connection: lines out, lines in. It reads no further ahead than what it has is taken.
final class LineConnection: Sendable {
  private static let connectTime = TimeAmount.seconds(10)

  private let channel: any Channel
  private let inbox: Inbox

  private init(_ channel: any Channel, _ inbox: Inbox) { (self.channel, self.inbox) = (channel, inbox) }

  /// - Parameter tls: nil for none.
  /// - Throws: what keeps the connection from being made.
  static func open(to address: ServerAddress, tls: NIOSSLContext?) async throws -> LineConnection {
    let inbox = Inbox()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(connectTime)
      .channelOption(.socketOption(.tcp_nodelay), value: 1)
      .channelOption(.socketOption(.so_keepalive), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: tls, serverHostname: address.serverName))
          }
          try channel.pipeline.syncOperations.addHandler(LineReader(inbox))
        }
      }
      .connect(host: address.host, port: address.port).get()
    return LineConnection(channel, inbox)
  }

  /// - Parameter line: without its end.
  func send(_ line: [UInt8]) async throws {
    var buffer = channel.allocator.buffer(capacity: line.count + 1)
    buffer.writeBytes(line)
    buffer.writeInteger(UInt8(ascii: "\n"))
    try await channel.writeAndFlush(buffer).get()
  }

  /// The next line; nil when the connection has ended. For one caller at a time.
  func next() async throws -> [UInt8]? {
    guard let line = try await inbox.lines.first(where: { _ in true }) else { return nil }
    if inbox.take() { channel.eventLoop.execute { [channel] in channel.read() } }
    return line
  }

  func close() { channel.close(promise: nil) }

  /// What has been read and not taken.
  fileprivate final class Inbox: Sendable {
    private static let enough = 256

    let lines: AsyncThrowingStream<[UInt8], any Error>
    private let continuation: AsyncThrowingStream<[UInt8], any Error>.Continuation
    /// Lines that wait, and whether reading waits for them to be taken.
    private let state = Mutex((waiting: 0, isHeld: false))

    init() { (lines, continuation) = AsyncThrowingStream.makeStream() }

    func add(_ line: [UInt8]) {
      state.withLock { $0.waiting += 1 }
      continuation.yield(line)
    }

    /// - Returns: whether more is to be read now.
    func mayRead() -> Bool {
      state.withLock { state in
        state.isHeld = state.waiting >= Self.enough
        return !state.isHeld
      }
    }

    /// - Returns: whether reading goes on.
    func take() -> Bool {
      state.withLock { state in
        state.waiting -= 1
        guard state.isHeld, state.waiting < Self.enough / 2 else { return false }
        state.isHeld = false
        return true
      }
    }

    func end(_ error: (any Error)?) { continuation.finish(throwing: error) }
  }

  private final class LineReader: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    /// A final has its source in it; nothing that a server says is longer.
    private static let longestLine = 4 << 20

    private let inbox: Inbox
    private var splitter = LineSplitter(limit: longestLine)

    init(_ inbox: Inbox) { self.inbox = inbox }

    func read(context: ChannelHandlerContext) {
      if inbox.mayRead() { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      splitter.append(unwrapInboundIn(data).readableBytesView)
      while let line = splitter.next() {
        switch line {
        case .line(let bytes): inbox.add(bytes)
        case .tooLong(let count):
          inbox.end(
            LiveClientError.unreadable(MessageFault(reason: "a line of \(count) bytes")))
          context.close(promise: nil)
        }
      }
    }

    func channelInactive(context: ChannelHandlerContext) {
      inbox.end(nil)
      context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      inbox.end(error)
      context.close(promise: nil)
    }
  }
}

extension ServerAddress {
  /// What a certificate has to be for; an address in numbers is none that TLS can name.
  fileprivate var serverName: String? {
    (try? SocketAddress(ipAddress: host, port: port)) == nil ? host : nil
  }
}
