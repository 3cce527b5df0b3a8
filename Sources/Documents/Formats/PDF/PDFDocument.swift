import Dragoman
import Foundation

/// The text of a PDF with what is known of its order; it is written as another kind of document.
struct PDFDocument: ParsedDocument {
  /// A stretch of a unit's translation that looks alike.
  struct Piece: Sendable, Hashable {
    var text: String
    var style: PDFText.Style
    var isRaised = false
  }

  let units: [DocumentUnit]
  private let paragraphs: [PDFParagraph]
  /// Of each unit, what its tags stand for.
  private let styles: [[Int: PDFText.Style]]
  private let marks: [[Int: String]]
  private let options: DocumentOptions
  private let losses: [(code: String, message: String)]

  init(_ text: PDFText, images: Int?, options: DocumentOptions) {
    self.options = options
    let layout = PDFLayout(text)
    paragraphs = layout.paragraphs
    var counts: [String: Int] = [:]
    var units: [DocumentUnit] = []
    var styles: [[Int: PDFText.Style]] = []
    var marks: [[Int: String]] = []
    for paragraph in paragraphs {
      let name = Self.name(paragraph.kind)
      counts[name, default: 0] += 1
      let built = Self.unit(paragraph, id: "\(name)[\(counts[name] ?? 1)]")
      units.append(built.unit)
      styles.append(built.styles)
      marks.append(built.marks)
    }
    (self.units, self.styles, self.marks) = (units, styles, marks)
    var losses = [
      (
        "lost_layout",
        "the pages' layout is not kept: paragraphs, headings, lists and tables were put together again"
      )
    ]
    if let images, images > 0 { losses.append(("lost_images", "\(images) pictures are left out")) }
    if layout.dropped > 0 {
      losses.append(
        ("dropped_headers", "\(layout.dropped) lines of running heads and page numbers are left out"))
    }
    if layout.emptyPages > 0 {
      losses.append(
        ("lost_pages", "\(layout.emptyPages) pages have no text: were they scanned, OCR is needed"))
    }
    self.losses = losses
  }

  private static func name(_ kind: PDFParagraph.Kind) -> String {
    switch kind {
    case .text: "p"
    case .heading: "heading"
    case .bullet, .numbered: "item"
    case .cell: "cell"
    case .note: "note"
    }
  }

  private static func unit(
    _ paragraph: PDFParagraph, id: String
  ) -> (unit: DocumentUnit, styles: [Int: PDFText.Style], marks: [Int: String]) {
    var (text, length) = ("", 0)
    var tags: [InlineTag] = []
    var styles: [Int: PDFText.Style] = [:]
    var marks: [Int: String] = [:]
    let base = base(of: paragraph)
    for (number, run) in paragraph.runs.enumerated() {
      let id = number + 1
      if run.isRaised {
        tags.append(InlineTag(id: id, role: .standalone, offset: length))
        marks[id] = run.text
        continue
      }
      var content = Substring(run.text)
      // A space at its edge is no part of what is emphasised.
      let isPair = run.style != base && !content.allSatisfy(\.isWhitespace)
      if isPair, content.first == " " {
        (text, length) = (text + " ", length + 1)
        content = content.dropFirst()
      }
      let hasSpace = isPair && content.last == " "
      if hasSpace { content = content.dropLast() }
      if isPair {
        styles[id] = run.style
        tags.append(InlineTag(id: id, role: .opening, offset: length, keepsApart: run.style.link != nil))
      }
      text += content
      length += content.utf8.count
      if isPair {
        tags.append(InlineTag(id: id, role: .closing, offset: length, keepsApart: run.style.link != nil))
      }
      if hasSpace { (text, length) = (text + " ", length + 1) }
    }
    return (DocumentUnit(id: id, text: text, tags: tags), styles, marks)
  }

  /// What all of a paragraph looks like: it needs no tags.
  private static func base(of paragraph: PDFParagraph) -> PDFText.Style {
    let styles = Set(
      paragraph.runs.filter { !$0.isRaised && !$0.text.allSatisfy(\.isWhitespace) }.map(\.style))
    guard styles.count == 1, let only = styles.first else { return PDFText.Style() }
    return PDFText.Style(isBold: only.isBold, isItalic: only.isItalic, link: nil)
  }

  // MARK: - Writing

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "pdf")
    let written = zip(paragraphs.indices, units).map { index, unit in
      (kind: paragraphs[index].kind, pieces: pieces(of: unit, index))
    }
    switch options.rebuilt {
    case .docx:
      var writer = DocxWriter(target: options.target)
      return try writer.write(written)
    case .markdown: return Data(MarkdownWriter().write(written).utf8)
    }
  }

  private func pieces(of unit: TranslatedUnit, _ index: Int) -> [Piece] {
    var base = Self.base(of: paragraphs[index])
    // Headings are bold by their style.
    if case .heading = paragraphs[index].kind { base.isBold = false }
    var open: [PDFText.Style] = []
    return unit.pieces.compactMap { piece in
      switch piece {
      case .text(let text):
        return Piece(text: text, style: open.reduce(base) { $0.adding($1) })
      case .tag(let tag):
        switch tag.role {
        case .opening: open.append(styles[index][tag.id] ?? PDFText.Style())
        case .closing: _ = open.popLast()
        case .standalone:
          return marks[index][tag.id].map { Piece(text: $0, style: PDFText.Style(), isRaised: true) }
        }
        return nil
      }
    }
  }

  func warnings(of units: [TranslatedUnit]) -> [DocumentReport.Warning] {
    losses.map { DocumentReport.Warning(unit: "document", code: $0.code, message: $0.message) }
  }
}

extension PDFText.Style {
  fileprivate func adding(_ other: PDFText.Style) -> PDFText.Style {
    PDFText.Style(
      isBold: isBold || other.isBold, isItalic: isItalic || other.isItalic, link: link ?? other.link)
  }
}
