import NIOHTTP1

/// What goes back for a request.
package struct ServerResponse: Sendable {
  package enum Body: Sendable {
    case bytes([UInt8])
    /// Parts that are sent as they come, in chunks; a client that goes away ends the stream.
    case stream(AsyncThrowingStream<[UInt8], any Error>)
  }

  package var status: HTTPResponseStatus
  package var headers: HTTPHeaders
  package var body: Body

  package init(
    _ status: HTTPResponseStatus = .ok, headers: HTTPHeaders = HTTPHeaders(), body: Body = .bytes([])
  ) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }
}
