/// The usual prefixes of the namespaces of Office Open XML, in both of its editions.
enum OfficeNamespaces {
  static let prefixes: [String: String] = {
    let families = [
      "w": "wordprocessingml/main", "a": "drawingml/main", "s": "spreadsheetml/main",
      "p": "presentationml/main",
      "m": "officeDocument/math", "wp": "drawingml/wordprocessingDrawing", "c": "drawingml/chart",
      "xdr": "drawingml/spreadsheetDrawing", "dgm": "drawingml/diagram", "r": "officeDocument/relationships",
    ]
    var prefixes = [
      "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
      "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
      "http://purl.org/dc/elements/1.1/": "dc",
      "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments": "tc",
      "http://www.w3.org/XML/1998/namespace": "xml",
    ]
    for (prefix, family) in families {
      let parts = family.split(separator: "/")
      guard parts.count == 2 else { continue }
      let transitional = "http://schemas.openxmlformats.org/\(parts[0])/2006/\(parts[1])"
      prefixes[transitional] = prefix
      prefixes["http://purl.oclc.org/ooxml/\(family)"] = prefix
    }
    return prefixes
  }()
}
