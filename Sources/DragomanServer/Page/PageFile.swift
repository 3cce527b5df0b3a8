/// A file of the page, and the address that it has.
struct PageFile: Sendable {
  /// In the folder of resources.
  let name: String
  let contentType: String

  /// All there are. Nothing else is read, whatever a request asks for.
  static let all =
    [PageFile(name: indexName, contentType: "text/html; charset=utf-8")]
    + ["styles", "live"].map { PageFile(name: $0 + ".css", contentType: "text/css; charset=utf-8") }
    + modules.map { PageFile(name: $0 + ".js", contentType: "text/javascript; charset=utf-8") }
    + [PageFile(name: "icon.svg", contentType: "image/svg+xml")]

  private static let indexName = "index.html"

  private static let modules = [
    "api", "captions", "document-item", "documents", "dom", "key", "languages", "live", "live-connection",
    "live-player", "main", "sentence-marks", "sentences", "stage", "strings", "tabs", "text", "transcript",
    "typed-source",
  ]

  /// The page's own address is the server's root; what it is made of lies beside the APIs and not among them.
  var path: String { name == Self.indexName ? "/" : "/page/" + name }
}
