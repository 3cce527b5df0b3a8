import Documents
import Dragoman
import Foundation

/// Packages of OpenDocument made of strings.
enum OpenDocumentTesting {
  static let names: String = {
    let family = "urn:oasis:names:tc:opendocument:xmlns"
    let own = ["office", "text", "table", "style", "meta", "presentation", "form", "chart"].map {
      "xmlns:\($0)=\"\(family):\($0):1.0\""
    }
    return
      (own + [
        "xmlns:draw=\"\(family):drawing:1.0\"", "xmlns:fo=\"\(family):xsl-fo-compatible:1.0\"",
        "xmlns:svg=\"\(family):svg-compatible:1.0\"", "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "xmlns:rsid=\"http://openoffice.org/2009/office\"",
      ]).joined(separator: " ")
  }()

  static func content(_ body: String, styles: String = "", kind: String = "text") -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content \(names) office:version=\"1.3\">"
      + "<office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:\(kind)>\(body)"
      + "</office:\(kind)></office:body></office:document-content>"
  }

  static func styles(_ content: String) -> String {
    "<office:document-styles \(names)>\(content)</office:document-styles>"
  }

  static func package(
    _ body: String, styles: String = "", kind: String = "text", parts: [(name: String, content: String)] = [],
    entries: String = ""
  ) -> Data {
    let type = "application/vnd.oasis.opendocument.\(kind)"
    let manifest =
      "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
      + "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"\(type)\"/>\(entries)</manifest:manifest>"
    return ZipWriting.archive(
      [
        ZipWriting.Member("mimetype", type),
        ZipWriting.Member("content.xml", content(body, styles: styles, kind: kind), isDeflated: true),
      ] + parts.map { ZipWriting.Member($0.name, $0.content, isDeflated: true) } + [
        ZipWriting.Member("META-INF/manifest.xml", manifest, isDeflated: true)
      ])
  }
}
