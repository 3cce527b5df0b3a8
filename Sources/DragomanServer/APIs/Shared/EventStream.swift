import NIOHTTP1

/// Server-sent events. Work begins when the client is let in, so that a refusal is an ordinary reply; who goes away
/// ends it.
enum EventStream {
  typealias Send = @Sendable (_ event: String, _ data: JSONValue) -> Void

  /// - Parameters:
  ///   - admit: lets the client in and does the work it is given.
  ///   - failure: what an error is told as, once the stream has begun.
  ///   - work: sends events; the stream ends with it.
  /// - Throws: what `admit` throws before it begins the work.
  static func response(
    admit: @escaping @Sendable (_ work: @escaping @Sendable () async throws -> Void) async throws -> Void,
    failure: @escaping @Sendable (any Error) -> JSONValue,
    work: @escaping @Sendable (_ send: @escaping Send) async throws -> Void
  ) async throws -> ServerResponse {
    let (events, event) = AsyncThrowingStream.makeStream(of: [UInt8].self)
    let (beginnings, beginning) = AsyncThrowingStream.makeStream(of: Void.self)
    let send: Send = { event.yield(Self.bytes($0, $1)) }
    let task = Task {
      do {
        try await admit {
          beginning.finish()
          do { try await work(send) } catch is CancellationError { throw CancellationError() } catch {
            send("error", failure(error))
          }
        }
        event.finish()
      } catch {
        beginning.finish(throwing: error)
        event.finish()
      }
    }
    event.onTermination = { _ in task.cancel() }
    try await withTaskCancellationHandler {
      for try await _ in beginnings {}
    } onCancel: {
      task.cancel()
    }
    return ServerResponse(
      headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"],
      body: .stream(events))
  }

  private static func bytes(_ event: String, _ data: JSONValue) -> [UInt8] {
    Array("event: \(event)\ndata: ".utf8) + data.bytes + Array("\n\n".utf8)
  }
}
