import Live
import NIOCore
import Synchronization

extension Connection {
  /// Both directions of a live session at once, until it has nothing more to say or the client is gone.
  ///
  /// - Parameters:
  ///   - listen: gives the session what comes, and returns when nothing more will.
  ///   - send: one message of the session to the client.
  ///   - close: says goodbye, after the last message.
  func converse(
    with endpoint: any LiveEndpoint, _ inputs: inout Inputs,
    listen: (any LiveEndpoint, inout Inputs) async throws -> Void,
    send: @escaping @Sendable ([UInt8]) async throws -> Void,
    close: @escaping @Sendable () async -> Void
  ) async {
    let channel = channel
    context.metrics.liveSessions(changedBy: 1)
    defer { context.metrics.liveSessions(changedBy: -1) }
    let session = SpeakingEndpoint(endpoint) { [context, peer] in context.heard($0, peer: peer) }
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        do {
          while let message = await session.next() { try await send(message) }
          await close()
        } catch {}
        channel.close(promise: nil)
      }
      group.addTask {
        try? await channel.closeFuture.get()
        await session.disconnected()
      }
      // In this task, where the inputs are.
      do { try await listen(session, &inputs) } catch { channel.close(promise: nil) }
      await group.waitForAll()
    }
  }

  /// What a client says when it has said all. On shutdown it is said for it, and so it gets what is held back.
  static var endMessage: [UInt8] { Array(#"{"type":"end"}"#.utf8) }
}

/// A session that hears nothing more once it has said all: it is over then, and only the connection is left to end.
private final class SpeakingEndpoint: LiveEndpoint {
  private let endpoint: any LiveEndpoint
  private let heard: @Sendable ([UInt8]) -> Void
  private let isOver = Atomic(false)

  /// - Parameter heard: told of each line.
  init(_ endpoint: any LiveEndpoint, heard: @escaping @Sendable ([UInt8]) -> Void) {
    (self.endpoint, self.heard) = (endpoint, heard)
  }

  func receive(_ line: [UInt8]) async {
    guard !isOver.load(ordering: .relaxed) else { return }
    heard(line)
    await endpoint.receive(line)
  }

  func refuse(lineOf count: Int) async {
    if !isOver.load(ordering: .relaxed) { await endpoint.refuse(lineOf: count) }
  }

  func next() async -> [UInt8]? {
    let message = await endpoint.next()
    if message == nil { isOver.store(true, ordering: .relaxed) }
    return message
  }

  func disconnected() async {
    await endpoint.disconnected()
  }
}
