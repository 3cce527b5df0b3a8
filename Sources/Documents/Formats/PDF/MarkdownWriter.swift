/// Writes paragraphs as Markdown.
struct MarkdownWriter {
  private let escape = MarkdownEscape(labels: [], isCell: false)
  private let cellEscape = MarkdownEscape(labels: [], isCell: true)

  func write(_ paragraphs: [(kind: PDFParagraph.Kind, pieces: [PDFDocument.Piece])]) -> String {
    var result = ""
    var previous: PDFParagraph.Kind?
    var index = 0
    while index < paragraphs.count {
      let (kind, pieces) = paragraphs[index]
      if let previous { result += isTight(previous, kind) ? "\n" : "\n\n" }
      previous = kind
      if case .cell(let table, _, _) = kind {
        let cells = paragraphs[index...].prefix { $0.kind.table == table }
        result += self.table(Array(cells))
        index += cells.count
        continue
      }
      let text = line(pieces)
      switch kind {
      case .heading(let level): result += String(repeating: "#", count: level) + " " + text
      case .bullet: result += "- " + start(text)
      // `(a)` is no marker of Markdown's.
      case .numbered(let number): result += number + " " + text
      case .text, .note, .cell: result += start(text)
      }
      index += 1
    }
    return result.isEmpty ? "" : result + "\n"
  }

  private func isTight(_ first: PDFParagraph.Kind, _ second: PDFParagraph.Kind) -> Bool {
    switch (first, second) {
    case (.bullet, .bullet): true
    case (.numbered(let first), .numbered(let second)):
      first.first?.isNumber == true && second.first?.isNumber == true
    default: false
    }
  }

  private func start(_ text: String) -> String {
    String(decoding: MarkdownEscape.lineStart(Array(text.utf8)), as: UTF8.self)
  }

  private func line(_ pieces: [PDFDocument.Piece], isCell: Bool = false) -> String {
    let escape = isCell ? cellEscape : escape
    return pieces.map { piece in
      let plain = piece.text.split(whereSeparator: \.isNewline).joined(separator: " ")
      let text = String(decoding: escape.text(plain), as: UTF8.self)
      if piece.isRaised { return "<sup>\(text)</sup>" }
      guard !piece.style.isPlain, let first = text.firstIndex(where: { !$0.isWhitespace }),
        let last = text.lastIndex(where: { !$0.isWhitespace })
      else { return text }
      // Marks stand at the words and not at the spaces around them.
      var inner = String(text[first...last])
      if piece.style.isItalic { inner = "*\(inner)*" }
      if piece.style.isBold { inner = "**\(inner)**" }
      if let link = piece.style.link { inner = "[\(inner)](<\(link.filter { !"<> \n".contains($0) })>)" }
      return text[..<first] + inner + text[text.index(after: last)...]
    }.joined()
  }

  private func table(_ cells: [(kind: PDFParagraph.Kind, pieces: [PDFDocument.Piece])]) -> String {
    var rows: [[String]] = []
    let columns = (cells.compactMap(\.kind.column).max() ?? 0) + 1
    for cell in cells {
      guard case .cell(_, let row, let column) = cell.kind else { continue }
      while rows.count <= row { rows.append([String](repeating: "", count: columns)) }
      rows[row][column] = line(cell.pieces, isCell: true)
    }
    var lines = rows.map { "| " + $0.joined(separator: " | ") + " |" }
    lines.insert("|" + String(repeating: " --- |", count: columns), at: min(1, lines.count))
    return lines.joined(separator: "\n")
  }
}

extension PDFParagraph.Kind {
  /// The number of the table that it is a cell of.
  var table: Int? { if case .cell(let table, _, _) = self { table } else { nil } }
  var column: Int? { if case .cell(_, _, let column) = self { column } else { nil } }
}
