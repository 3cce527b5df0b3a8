import Dragoman
import Foundation

/// Writes paragraphs as a new Word document with the usual styles.
struct DocxWriter {
  let target: LanguageTag
  private var links: [String] = []
  private var linkNumbers: [String: Int] = [:]

  init(target: LanguageTag) { self.target = target }

  private var isRightToLeft: Bool { target.direction == .rightToLeft }

  mutating func write(
    _ paragraphs: [(kind: PDFParagraph.Kind, pieces: [PDFDocument.Piece])]
  ) throws(DocumentError) -> Data {
    var body = ""
    var index = 0
    while index < paragraphs.count {
      if let table = paragraphs[index].kind.table {
        let cells = paragraphs[index...].prefix { $0.kind.table == table }
        body += self.table(Array(cells))
        index += cells.count
      } else {
        body += paragraph(paragraphs[index].pieces, kind: paragraphs[index].kind)
        index += 1
      }
    }
    let parts = DocxParts(target: target)
    let document =
      "\(DocxParts.declaration)<w:document xmlns:w=\"\(DocxParts.word)\" xmlns:r=\"\(DocxParts.relations)\"><w:body>"
      + body
      + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\""
      + " w:left=\"1417\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/>\(isRightToLeft ? "<w:bidi/>" : "")</w:sectPr>"
      + "</w:body></w:document>"
    let members = [
      ("[Content_Types].xml", DocxParts.contentTypes()), ("_rels/.rels", DocxParts.packageRelations),
      ("word/document.xml", document), ("word/_rels/document.xml.rels", DocxParts.documentRelations(links)),
      ("word/styles.xml", parts.styles), ("word/numbering.xml", DocxParts.numbering),
    ]
    return try ZipMaking.archive(members.map { ($0.0, Data($0.1.utf8)) }, format: "pdf")
  }

  private mutating func paragraph(_ pieces: [PDFDocument.Piece], kind: PDFParagraph.Kind) -> String {
    var properties = ""
    var lead = ""
    switch kind {
    case .heading(let level): properties += "<w:pStyle w:val=\"Heading\(min(max(level, 1), 6))\"/>"
    case .bullet: properties += "<w:pStyle w:val=\"ListBullet\"/>"
    case .numbered(let number):
      properties += "<w:pStyle w:val=\"ListNumber\"/>"
      lead = "<w:r>\(isRightToLeft ? "<w:rPr><w:rtl/></w:rPr>" : "")\(text(number))<w:tab/></w:r>"
    case .note: properties += "<w:pStyle w:val=\"FootnoteText\"/>"
    case .text, .cell: break
    }
    if isRightToLeft { properties += "<w:bidi/>" }
    let head = properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>"
    return "<w:p>\(head)\(lead)" + pieces.map { run($0) }.joined() + "</w:p>"
  }

  private mutating func run(_ piece: PDFDocument.Piece) -> String {
    var properties = ""
    if piece.style.link != nil { properties += "<w:rStyle w:val=\"Hyperlink\"/>" }
    if piece.style.isBold { properties += "<w:b/><w:bCs/>" }
    if piece.style.isItalic { properties += "<w:i/><w:iCs/>" }
    if piece.isRaised { properties += "<w:vertAlign w:val=\"superscript\"/>" }
    if isRightToLeft { properties += "<w:rtl/>" }
    let run = "<w:r>\(properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>")\(text(piece.text))</w:r>"
    guard let link = piece.style.link else { return run }
    let number = linkNumbers[link] ?? links.count
    if number == links.count {
      links.append(link)
      linkNumbers[link] = number
    }
    return "<w:hyperlink r:id=\"\(DocxParts.linkID(number))\" w:history=\"1\">\(run)</w:hyperlink>"
  }

  private func text(_ text: String) -> String {
    "<w:t xml:space=\"preserve\">" + String(decoding: XMLEscape.text(text), as: UTF8.self) + "</w:t>"
  }

  private mutating func table(_ cells: [(kind: PDFParagraph.Kind, pieces: [PDFDocument.Piece])]) -> String {
    let columns = (cells.compactMap(\.kind.column).max() ?? 0) + 1
    var rows: [[String?]] = []
    for cell in cells {
      guard case .cell(_, let row, let column) = cell.kind else { continue }
      while rows.count <= row { rows.append([String?](repeating: nil, count: columns)) }
      rows[row][column] = paragraph(cell.pieces, kind: cell.kind)
    }
    let width = 9072 / columns
    let grid = String(repeating: "<w:gridCol w:w=\"\(width)\"/>", count: columns)
    let body = rows.map { row in
      "<w:tr>"
        + row.map { cell in
          "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr>\(cell ?? "<w:p/>")</w:tc>"
        }.joined() + "</w:tr>"
    }
    let properties =
      "<w:tblPr><w:tblStyle w:val=\"TableGrid\"/>\(isRightToLeft ? "<w:bidiVisual/>" : "")<w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>"
    // Two tables in a row would become one.
    return "<w:tbl>\(properties)<w:tblGrid>\(grid)</w:tblGrid>\(body.joined())</w:tbl><w:p/>"
  }
}
