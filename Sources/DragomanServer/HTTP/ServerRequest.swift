import NIOHTTP1

/// An HTTP request with its whole body, which the connection has kept within the server's limit.
package struct ServerRequest: Sendable {
  package var method: HTTPMethod
  /// Decoded, without the query: `/v2/document/ab c`.
  package var path: String
  /// Names and values of the query, decoded, in order.
  package var query: [(name: String, value: String)]
  package var headers: HTTPHeaders
  package var body: [UInt8]
  /// The other end's address, as text.
  package var peer: String

  package init(
    method: HTTPMethod, path: String, query: [(name: String, value: String)] = [],
    headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [], peer: String = "127.0.0.1"
  ) {
    (self.method, self.path, self.query) = (method, path, query)
    (self.headers, self.body, self.peer) = (headers, body, peer)
  }
}
