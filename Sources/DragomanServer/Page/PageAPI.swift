import NIOHTTP1

/// The page for people, at the server's root: a fixed table of files, read once.
package struct PageAPI: HTTPAPI {
  private let contents: [(file: PageFile, bytes: [UInt8])]?

  package init() {
    contents = PageFolder().contents(of: PageFile.all)
  }

  /// - Parameter folders: where the files may lie; the first that has them all is taken.
  package init(folders: [String]) {
    contents = PageFolder(candidates: folders).contents(of: PageFile.all)
  }

  /// Whether the files were found; without them the root says what is missing.
  package var isComplete: Bool { contents != nil }

  package var endpoints: [Endpoint] {
    guard let contents else {
      return [Endpoint(.GET, "/") { _, _ in Self.missing }]
    }
    return contents.map { file, bytes in
      let tag = Self.tag(of: bytes)
      return Endpoint(.GET, file.path) { request, _ in Self.respond(to: request, with: bytes, file, tag) }
    }
  }

  package func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    .text("The page cannot be shown: \(error)\n", status: .internalServerError)
  }

  private static func respond(
    to request: ServerRequest, with bytes: [UInt8], _ file: PageFile, _ tag: String
  ) -> ServerResponse {
    var headers: HTTPHeaders = [
      // A new version of the server brings a new page, whose modules fit each other; so a browser asks each time.
      "ETag": tag, "Cache-Control": "no-cache",
      "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    ]
    let known = request.headers[canonicalForm: "If-None-Match"]
    if known.contains(where: { $0 == "*" || $0 == tag || $0 == "W/" + tag }) {
      return ServerResponse(.notModified, headers: headers)
    }
    headers.add(name: "Content-Type", value: file.contentType)
    return ServerResponse(headers: headers, body: .bytes(bytes))
  }

  /// Nothing comes from elsewhere, nothing goes elsewhere, and no other page frames this one.
  ///
  /// `ws:` and `wss:` are named since browsers do not all take a WebSocket of the page's own host for `'self'`.
  private static let policy = """
    default-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'; object-src 'none'
    """

  private static var missing: ServerResponse {
    .text(
      "The files of this page are missing: put \(PageFolder.bundleName) beside the program. The APIs work without it.\n",
      status: .notFound)
  }

  /// FNV-1a: it tells versions of a file apart, and nobody gains by two that are alike.
  private static func tag(of bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "\"\(String(hash, radix: 16))\""
  }
}
