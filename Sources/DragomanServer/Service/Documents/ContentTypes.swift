/// What files are, by their extensions.
enum ContentTypes {
  static func type(ofFile name: String) -> String {
    let parts = name.split(separator: ".")
    guard parts.count > 1, let type = types[parts[parts.count - 1].lowercased()] else {
      return "application/octet-stream"
    }
    return type
  }

  private static let office = "application/vnd.openxmlformats-officedocument."
  private static let open = "application/vnd.oasis.opendocument."

  private static let types: [String: String] = [
    "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8", "htm": "text/html; charset=utf-8", "xhtml": "application/xhtml+xml",
    "docx": office + "wordprocessingml.document", "xlsx": office + "spreadsheetml.sheet",
    "pptx": office + "presentationml.presentation", "odt": open + "text", "ods": open + "spreadsheet",
    "odp": open + "presentation", "odg": open + "graphics", "epub": "application/epub+zip",
    "pdf": "application/pdf", "json": "application/json", "yaml": "application/yaml",
    "yml": "application/yaml", "xliff": "application/xliff+xml", "xlf": "application/xliff+xml",
    "tmx": "application/x-tmx+xml", "ttml": "application/ttml+xml", "vtt": "text/vtt; charset=utf-8",
    "srt": "application/x-subrip", "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8", "tex": "application/x-tex", "xml": "application/xml",
  ]
}
