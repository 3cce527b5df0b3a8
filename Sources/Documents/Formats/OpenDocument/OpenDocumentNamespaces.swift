/// The usual prefixes of the namespaces of OpenDocument.
enum OpenDocumentNamespaces {
  static let office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

  static let prefixes: [String: String] = {
    var prefixes = [
      "http://purl.org/dc/elements/1.1/": "dc",
      "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
      "http://www.w3.org/XML/1998/namespace": "xml",
    ]
    for name in [
      "office", "text", "table", "style", "meta", "presentation", "form", "manifest", "chart",
    ] {
      prefixes["urn:oasis:names:tc:opendocument:xmlns:\(name):1.0"] = name
    }
    prefixes["urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"] = "draw"
    prefixes["urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"] = "svg"
    return prefixes
  }()
}
