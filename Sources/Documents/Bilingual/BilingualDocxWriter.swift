import Dragoman
import Foundation

/// A Word document with a table: number, source, translation. It is laid out for A4, its head comes again on each page,
/// and programs that check spelling are told the languages.
struct BilingualDocxWriter {
  private static let format = "docx"
  /// Twentieths of a point: A4 with margins of 2 cm, and a number of six digits.
  private static let margin = 1134
  private static let width = 11906 - 2 * margin
  private static let numberWidth = 794
  private static let textWidth = (width - numberWidth) / 2
  /// UTF-8 bytes of both texts that no page break comes into.
  private static let keptTogether = 1500
  private static let footer = [(name: "footer1.xml", type: "footer")]

  private let document: BilingualDocument
  /// Both languages run from right to left, and so do the columns.
  private let isMirrored: Bool

  init(_ document: BilingualDocument) {
    self.document = document
    isMirrored = [document.from, document.to].allSatisfy { $0.direction == .rightToLeft }
  }

  func written() throws(DocumentError) -> Data {
    let members: [(String, Data)] = [
      ("[Content_Types].xml", Data(DocxParts.contentTypes(adding: Self.footer).utf8)),
      ("_rels/.rels", Data(DocxParts.packageRelations.utf8)), ("word/document.xml", body),
      ("word/_rels/document.xml.rels", Data(DocxParts.documentRelations([], adding: Self.footer).utf8)),
      ("word/styles.xml", Data(DocxParts(target: document.to).styles.utf8)),
      ("word/numbering.xml", Data(DocxParts.numbering.utf8)), ("word/footer1.xml", Data(pageNumbers.utf8)),
    ]
    return try ZipMaking.archive(members, format: Self.format)
  }

  private var body: Data {
    var result = Data(
      ("\(DocxParts.declaration)<w:document xmlns:w=\"\(DocxParts.word)\" xmlns:r=\"\(DocxParts.relations)\"><w:body>"
        + title + tableStart).utf8)
    for row in document.rows { result += Data(self.row(row).utf8) }
    let end =
      // Behind a table there has to be a paragraph; this one takes no room.
      "</w:tbl><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>"
      + "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
      + "<w:pgMar w:top=\"\(Self.margin)\" w:right=\"\(Self.margin)\" w:bottom=\"\(Self.margin)\""
      + " w:left=\"\(Self.margin)\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    result += Data(end.utf8)
    return result
  }

  private var title: String {
    guard let name = document.name else { return "" }
    return "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>\(run(name, "<w:noProof/>"))</w:p>"
  }

  private var tableStart: String {
    let widths = [Self.numberWidth, Self.textWidth, Self.textWidth]
    let heads = [(document.from, Self.textWidth), (document.to, Self.textWidth)].map { language, width in
      cell(paragraph(language.nativeName, language, "<w:b/><w:bCs/>"), width, isHead: true)
    }
    return "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>\(isMirrored ? "<w:bidiVisual/>" : "")"
      + "<w:tblW w:w=\"\(Self.width)\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
      + "<w:left w:w=\"100\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar>"
      + "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\""
      + " w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
      + widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
      + "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
      + cell(number("#"), Self.numberWidth, isHead: true) + heads.joined() + "</w:tr>"
  }

  private func row(_ row: BilingualRow) -> String {
    let isShort = row.source.utf8.count + row.translation.utf8.count <= Self.keptTogether
    let context = row.context.map { paragraph($0, nil, "<w:i/><w:iCs/>\(Self.small)") } ?? ""
    return "<w:tr>\(isShort ? "<w:trPr><w:cantSplit/></w:trPr>" : "")"
      + cell(number("\(row.number)"), Self.numberWidth)
      + cell(context + paragraph(row.source, document.from), Self.textWidth)
      + cell(paragraph(row.translation, document.to), Self.textWidth) + "</w:tr>"
  }

  private static let small = "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
  private static let spacing =
    "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/>"

  private func cell(_ content: String, _ width: Int, isHead: Bool = false) -> String {
    let shade = isHead ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7E6E6\"/>" : ""
    return "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>\(shade)</w:tcPr>\(content)</w:tc>"
  }

  private func number(_ number: String) -> String {
    "<w:p><w:pPr>\(Self.spacing)<w:jc w:val=\"right\"/></w:pPr>\(run(number, "<w:noProof/>\(Self.small)"))</w:p>"
  }

  /// - Parameter language: nil for what is in none, as keys are.
  private func paragraph(_ text: String, _ language: LanguageTag?, _ look: String = "") -> String {
    let isRightToLeft = language?.direction == .rightToLeft
    var properties = look
    if isRightToLeft { properties += "<w:rtl/>" }
    if let language {
      let attribute = OfficeLanguage.attribute(for: language)
      properties += "<w:lang w:\(attribute)=\"\(OfficeLanguage.code(of: language))\"/>"
    }
    return
      "<w:p><w:pPr>\(isRightToLeft ? "<w:bidi/>" : "")\(Self.spacing)</w:pPr>\(run(text, properties))</w:p>"
  }

  /// Lines stay lines and tabs tabs.
  private func run(_ text: String, _ properties: String) -> String {
    guard !text.isEmpty else { return "" }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { part in
        part.isEmpty
          ? ""
          : "<w:t xml:space=\"preserve\">" + String(decoding: XMLEscape.text(part), as: UTF8.self) + "</w:t>"
      }.joined(separator: "<w:tab/>")
    }
    let head = properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
    return "<w:r>\(head)\(lines.joined(separator: "<w:br/>"))</w:r>"
  }

  private var pageNumbers: String {
    let fields = ["PAGE", "NUMPAGES"].map {
      "<w:fldSimple w:instr=\" \($0) \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
    }
    return
      "\(DocxParts.declaration)<w:ftr xmlns:w=\"\(DocxParts.word)\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
      + fields.joined(separator: "<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>") + "</w:p></w:ftr>"
  }
}
