import NIOCore
import NIOHTTP1

/// A request's body, read within a limit.
struct RequestBody: Sendable {
  /// Why it is not read to its end.
  struct Refusal: Error {
    let status: HTTPResponseStatus
    let reason: String
  }

  private(set) var bytes: [UInt8] = []
  /// Whether the server began to shut down meanwhile.
  private(set) var isLast = false

  /// - Parameters:
  ///   - share: of what all bodies may have together.
  ///   - proceed: tells a client that waits for it that its body is welcome.
  /// - Throws: ``Refusal``; ``ConnectionOver`` when the client is gone.
  init(
    _ head: HTTPRequestHead, _ inputs: inout Connection.Inputs, limit: Int, share: BodyBudget.Share,
    proceed: () async throws -> Void
  ) async throws {
    let tooLarge = Refusal(status: .payloadTooLarge, reason: "the body has more than \(limit) bytes")
    if let length = head.headers["Content-Length"].first.flatMap({ Int($0) }) {
      guard length <= limit else { throw tooLarge }
      bytes.reserveCapacity(min(length, 1 << 20))
    }
    if let expectation = head.headers["Expect"].first, !head.version.isBeforeOneOne {
      guard expectation.lowercased() == "100-continue" else {
        throw Refusal(status: .expectationFailed, reason: "only 100-continue can be expected here")
      }
      try await proceed()
    }
    while let input = try await inputs.next() {
      switch input {
      case .body(let part):
        guard bytes.count + part.readableBytes <= limit else { throw tooLarge }
        guard share.take(part.readableBytes) else {
          throw Refusal(
            status: .serviceUnavailable, reason: "too many large requests at once: send this one again later")
        }
        bytes.append(contentsOf: part.readableBytesView)
      case .end: return
      case .refused(let status, let reason): throw Refusal(status: status, reason: reason)
      case .stopping: isLast = true
      case .bytes, .head, .frame, .badFrame: throw ConnectionOver()
      }
    }
    throw ConnectionOver()
  }
}
