import NIOHTTP1

extension ServerResponse {
  package static func json(
    _ value: JSONValue, status: HTTPResponseStatus = .ok, headers: HTTPHeaders = HTTPHeaders()
  ) -> ServerResponse {
    var headers = headers
    headers.replaceOrAdd(name: "Content-Type", value: "application/json")
    return ServerResponse(status, headers: headers, body: .bytes(value.bytes))
  }

  package static func text(
    _ text: String, type: String = "text/plain; charset=utf-8", status: HTTPResponseStatus = .ok
  ) -> ServerResponse {
    ServerResponse(status, headers: ["Content-Type": type], body: .bytes(Array(text.utf8)))
  }

  /// A file to be saved under its own name.
  package static func file(_ result: DocumentResult) -> ServerResponse {
    let plain = result.name.unicodeScalars.map {
      $0.isASCII && $0.value >= 0x20 && $0 != "\"" && $0 != "\\" ? Character($0) : "_"
    }
    return ServerResponse(
      headers: [
        "Content-Type": result.contentType,
        "Content-Disposition":
          "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''\(PercentCoding.encoded(result.name))",
        // What a client has sent is never to be taken for a page of the server.
        "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
      ], body: .bytes(result.bytes))
  }

  /// A problem's time to wait, as a header.
  func waiting(_ problem: ServiceProblem) -> ServerResponse {
    guard let seconds = problem.retryAfter, seconds.isFinite else { return self }
    var response = self
    response.headers.replaceOrAdd(
      name: "Retry-After", value: String(Int(max(1, min(seconds, 86_400)).rounded(.up))))
    return response
  }
}
