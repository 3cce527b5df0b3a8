/// A paragraph of a PDF, put together again from its lines.
struct PDFParagraph: Sendable {
  enum Kind: Sendable, Hashable {
    case text
    /// From 1.
    case heading(Int)
    case bullet
    /// With its number or letter as it stood.
    case numbered(String)
    /// In a row and a column of a table, counted from 0.
    case cell(table: Int, row: Int, column: Int)
    case note

    var isText: Bool { self == .text }
  }

  struct Run: Sendable {
    var text: String
    var style: PDFText.Style
    /// A note's mark.
    var isRaised = false
  }

  var kind: Kind
  var lines: [PDFText.Line]
  var runs: [Run] = []

  var size: Double { lines.map(\.size).max() ?? 0 }
  var isBold: Bool { lines.allSatisfy(\.isBold) }
  var text: String { runs.map(\.text).joined() }
}
