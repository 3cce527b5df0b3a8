/// A family of endpoints that speak one client's language, errors included.
package protocol HTTPAPI: Sendable {
  var endpoints: [Endpoint] { get }

  /// An error in the shape that this family's clients read.
  func response(to error: any Error, request: ServerRequest) -> ServerResponse
}
