import Logging
import NIOCore

/// One client's connection, from its first byte to its last.
struct Connection: Sendable {
  typealias Inputs = NIOAsyncChannelInboundStream<ConnectionInput>.AsyncIterator

  let channel: any Channel
  let peer: String
  let context: ServerContext
  let writer: ConnectionWriter
  private let stream: NIOAsyncChannel<ConnectionInput, Never>

  /// Made on the channel's event loop as soon as the pipeline stands: when a client has said all, what it said is read
  /// at once, whether or not anybody has asked for it, and must have somewhere to go.
  ///
  /// Every connection must be ``run()``.
  init(_ channel: any Channel, context: ServerContext) throws {
    (self.channel, self.context) = (channel, context)
    stream = try NIOAsyncChannel(wrappingChannelSynchronously: channel)
    peer = channel.remoteAddress?.ipAddress ?? "unknown"
    writer = ConnectionWriter(channel: channel)
  }

  /// Serves the client until it or the server has had enough, and closes.
  func run() async {
    let channel = self.channel
    await withTaskCancellationHandler {
      try? await stream.executeThenClose { await serve($0) }
    } onCancel: {
      channel.close(promise: nil)
    }
  }

  /// A client that goes away takes its work with it.
  private func serve(_ inputs: NIOAsyncChannelInboundStream<ConnectionInput>) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        var inputs = inputs.makeAsyncIterator()
        // Whatever is thrown here is a connection that broke, and there is nobody to tell.
        try? await converse(&inputs)
        channel.close(promise: nil)
      }
      group.addTask { try? await channel.closeFuture.get() }
      await group.next()
      group.cancelAll()
    }
  }

  private func converse(_ inputs: inout Inputs) async throws {
    switch try await inputs.next() {
    case .bytes(let bytes): await serveLines(bytes, &inputs)
    case .head(let head): try await serveRequests(head, &inputs)
    case .refused(let status, let reason): try await refuse(status, reason, &inputs)
    case .body, .end, .frame, .badFrame, .stopping, nil: return
    }
  }
}
