/// One path of WebSockets where each text frame is a question and gets one answer, as OPUS-MT's clients expect.
package struct MessageEndpoint: Sendable {
  package let path: String
  /// Answers a text frame; never throws, since an error is an answer, too.
  package let handler: @Sendable (_ text: String, _ request: ServerRequest) async -> String

  package init(_ path: String, _ handler: @escaping @Sendable (String, ServerRequest) async -> String) {
    (self.path, self.handler) = (path, handler)
  }
}
