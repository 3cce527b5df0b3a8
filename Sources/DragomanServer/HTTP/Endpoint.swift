import NIOHTTP1

/// One method of one path, and who answers.
package struct Endpoint: Sendable {
  /// - Parameter parameters: what stands in the path for the pattern's `{names}`.
  package typealias Handler =
    @Sendable (_ request: ServerRequest, _ parameters: [String: String]) async throws -> ServerResponse

  package let method: HTTPMethod
  /// `/v2/document/{id}/result`
  package let pattern: String
  package let handler: Handler

  package init(_ method: HTTPMethod, _ pattern: String, _ handler: @escaping Handler) {
    (self.method, self.pattern, self.handler) = (method, pattern, handler)
  }
}
