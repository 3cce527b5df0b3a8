import Foundation

/// Books made of strings.
enum EPUBTesting {
  private static let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"

  static func page(_ body: String, language: String = " xml:lang=\"en\"") -> String {
    head
      + "<html xmlns=\"http://www.w3.org/1999/xhtml\"\(language)><head><title>One</title></head><body xmlns:epub=\"e\" xmlns:m=\"m\" xmlns:svg=\"s\">\(body)</body></html>"
  }

  static func book(
    _ page: String, version: String = "3.0", metadata: String = "", spine: String = "<spine>",
    parts: [(name: String, content: String)] = []
  ) -> Data {
    let container =
      "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles><rootfile full-path=\"OPS/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>"
    let contents =
      "<?xml version=\"1.0\"?><package xmlns=\"http://www.idpf.org/2007/opf\" version=\"\(version)\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>The boat</dc:title><dc:creator>A Sailor</dc:creator><dc:language>en-GB</dc:language>\(metadata)</metadata><manifest>"
      + "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/><item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/><item id=\"a\" href=\"text/a%20b.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"gone\" href=\"gone.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\(spine)<itemref idref=\"a\"/></spine></package>"
    let labels =
      "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" xml:lang=\"en\"><docTitle><text>The boat</text></docTitle><docAuthor><text>A Sailor</text></docAuthor><navMap><navPoint><navLabel><text>First chapter</text></navLabel><content src=\"text/a%20b.xhtml\"/></navPoint></navMap></ncx>"
    let nav = Self.page("<nav><ol><li><a href=\"text/a%20b.xhtml\">First chapter</a></li></ol></nav>")
    return ZipWriting.archive(
      [
        ZipWriting.Member("mimetype", "application/epub+zip"),
        ZipWriting.Member("META-INF/container.xml", container),
        ZipWriting.Member("OPS/book.opf", contents, isDeflated: true),
        ZipWriting.Member("OPS/toc.ncx", labels),
        ZipWriting.Member("OPS/nav.xhtml", nav),
        ZipWriting.Member("OPS/text/a b.xhtml", page, isDeflated: true),
      ] + parts.map { ZipWriting.Member($0.name, $0.content) })
  }
}
