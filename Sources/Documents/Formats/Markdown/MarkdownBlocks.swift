/// Finds the blocks of text in a Markdown source; all else is left alone.
struct MarkdownBlocks {
  enum Kind: String {
    case paragraph = "p"
    case heading
    case cell
  }

  /// A paragraph's text: bytes of each of its lines without markers and line ends.
  struct Text {
    var kind: Kind
    var lines: [Range<Int>]
  }

  let bytes: [UInt8]
  private(set) var texts: [Text] = []
  /// Of link definitions, folded.
  private(set) var labels: Set<String> = []
  private var paragraph: [Range<Int>] = []
  /// Columns where the contents of the open list items begin.
  private var items: [Int] = []
  private var fence: (mark: UInt8, count: Int)?
  private var html: MarkdownHTMLBlock?
  private var isMath = false
  private var isTable = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lines = MarkdownLines(bytes)
    if let end = MarkdownLines.frontMatterEnd(of: bytes) { lines.position = end }
    while let line = lines.next() { read(line) }
    flush()
  }

  static func folded(_ label: ArraySlice<UInt8>) -> String {
    String(decoding: label, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .lowercased()
  }

  // MARK: - Lines

  private mutating func read(_ line: Range<Int>) {
    var cursor = MarkdownLines.Cursor(bytes, line)
    while cursor.takeQuote(within: (items.last ?? 0) + 3) {}
    if cursor.isBlank {
      flush()
      if let open = html, open.endsAtBlank { html = nil }
      return
    }
    if fence == nil, html == nil, !isMath { leaveItems(cursor.column) }
    if readOpenBlock(cursor) { return }
    let base = items.last ?? 0
    if paragraph.isEmpty, cursor.column >= base + 4 { return }  // indented code
    if !paragraph.isEmpty, cursor.column >= base + 4 {
      paragraph.append(cursor.rest)
      return
    }
    readMarkers(&cursor)
    readContent(cursor)
  }

  /// Code, HTML and formulas go on until their end.
  private mutating func readOpenBlock(_ cursor: MarkdownLines.Cursor) -> Bool {
    if let open = fence {
      if let found = cursor.fence, found.mark == open.mark, found.count >= open.count, found.isBare {
        fence = nil
      }
      return true
    }
    if let open = html {
      if open.ends(bytes, in: cursor.rest) { html = nil }
      return true
    }
    if isMath {
      if cursor.has("$$") { isMath = false }
      return true
    }
    return false
  }

  private mutating func leaveItems(_ column: Int) {
    // A lazy line goes on with its paragraph wherever it begins.
    guard paragraph.isEmpty else { return }
    while let last = items.last, column < last { items.removeLast() }
  }

  /// List markers and quotes, of which several may stand in a row.
  private mutating func readMarkers(_ cursor: inout MarkdownLines.Cursor) {
    while true {
      if cursor.takeQuote(within: (items.last ?? 0) + 3) {
        flush()
        continue
      }
      guard !cursor.isThematicBreak,
        let content = cursor.takeItem(
          interrupting: !paragraph.isEmpty && cursor.column >= (items.last ?? 0))
      else { return }
      flush()
      while let last = items.last, content.marker < last { items.removeLast() }
      items.append(content.content)
      if items.count > 100 { items.removeFirst() }
      cursor.takeCheckbox()
    }
  }

  private mutating func readContent(_ cursor: MarkdownLines.Cursor) {
    var cursor = cursor
    if cursor.isBlank { return flush() }
    if let found = cursor.fence {
      flush()
      fence = (found.mark, found.count)
    } else if cursor.has("$$") {
      flush()
      isMath = !cursor.closesMath
    } else if let block = MarkdownHTMLBlock(bytes, in: cursor.rest, inParagraph: !paragraph.isEmpty) {
      flush()
      html = block.ends(bytes, in: cursor.rest) ? nil : block
    } else if let heading = cursor.heading {
      flush()
      add(.heading, [heading])
    } else if cursor.isSetext, !paragraph.isEmpty, !isTable {
      add(.heading, paragraph)
      paragraph = []
    } else if cursor.isThematicBreak {
      flush()
    } else if paragraph.isEmpty, let definition = cursor.definition {
      if definition.isFootnote {
        items.append(cursor.column + 4)
        paragraph = [definition.end..<cursor.end]
      } else {
        labels.insert(Self.folded(bytes[definition.label]))
      }
    } else if readTable(cursor) {
      return
    } else {
      paragraph.append(cursor.rest)
    }
  }

  // MARK: - Tables

  private mutating func readTable(_ cursor: MarkdownLines.Cursor) -> Bool {
    if isTable {
      addCells(cursor.rest)
      return true
    }
    guard paragraph.count >= 1, let header = paragraph.last, MarkdownCells.isDelimiterRow(bytes, cursor.rest)
    else {
      return false
    }
    let columns = MarkdownCells.cells(bytes, header).count
    guard columns == MarkdownCells.cells(bytes, cursor.rest).count, columns > 0 else { return false }
    paragraph.removeLast()
    flush()
    addCells(header)
    isTable = true
    return true
  }

  private mutating func addCells(_ row: Range<Int>) {
    for cell in MarkdownCells.cells(bytes, row) where !cell.isEmpty { add(.cell, [cell]) }
  }

  // MARK: - Texts

  private mutating func flush() {
    isTable = false
    guard !paragraph.isEmpty else { return }
    add(.paragraph, paragraph)
    paragraph = []
  }

  private mutating func add(_ kind: Kind, _ lines: [Range<Int>]) {
    let lines = lines.filter { !$0.isEmpty }
    if !lines.isEmpty { texts.append(Text(kind: kind, lines: lines)) }
  }
}
