/// Puts the lines of a PDF's pages together to paragraphs.
struct PDFLayout {
  private(set) var paragraphs: [PDFParagraph] = []
  /// Lines that every page repeats.
  private(set) var dropped = 0
  private(set) var emptyPages = 0
  private let bodySize: Double
  private var tables = 0

  init(_ text: PDFText) {
    bodySize = Self.bodySize(text)
    let furniture = PDFFurniture(text.pages, bodySize: bodySize)
    for (number, page) in text.pages.enumerated() {
      if page.blocks.isEmpty { emptyPages += 1 }
      var blocks = page.blocks.map { block in
        block.filter { line in
          let isKept = !furniture.contains(line, page: number, of: text.pages)
          if !isKept { dropped += 1 }
          return isKept
        }
      }.filter { !$0.isEmpty }
      let notes = takeNotes(from: &blocks, page)
      blocks = ListMarker.joined(blocks)
      let found = PDFTable.tables(in: blocks)
      read(blocks, found)
      read([notes].filter { !$0.isEmpty }, [], isNote: true)
    }
    setHeadings()
    let spelling = PDFSpelling(text)
    for index in paragraphs.indices { paragraphs[index].runs = spelling.runs(of: paragraphs[index].lines) }
    paragraphs.removeAll { $0.text.allSatisfy(\.isWhitespace) }
  }

  /// The size of most characters.
  private static func bodySize(_ text: PDFText) -> Double {
    var counts: [Double: Int] = [:]
    for line in text.pages.lazy.flatMap(\.blocks).joined() {
      for word in line.words { counts[(word.size * 2).rounded() / 2, default: 0] += word.text.count }
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 10
  }

  // MARK: - Paragraphs

  private mutating func read(
    _ blocks: [[PDFText.Line]], _ found: [PDFTable], isNote: Bool = false
  ) {
    var written: Set<Int> = []
    let gap = Self.usualGap(blocks)
    var tableOf: [PDFTable.Place: Int] = [:]
    for (index, table) in found.enumerated() {
      for place in table.places { tableOf[place] = index }
    }
    for (blockIndex, block) in blocks.enumerated() {
      var last: PDFText.Line?
      let left = block.map(\.box.left).min() ?? 0
      let right = block.map(\.box.right).max() ?? 0
      for (lineIndex, line) in block.enumerated() {
        let place = PDFTable.Place(block: blockIndex, line: lineIndex)
        if let index = tableOf[place] {
          if written.insert(index).inserted { add(found[index]) }
          last = nil
          continue
        }
        let marker = ListMarker(line)
        if last != nil, paragraphs.last?.lines.isEmpty == true {
          // Its mark stood alone.
          paragraphs[paragraphs.count - 1].lines.append(line)
        } else if let last, marker == nil, continues(last, line, left: left, right: right, gap: gap) {
          paragraphs[paragraphs.count - 1].lines.append(line)
        } else if last == nil, marker == nil, !isNote, isContinuation(line) {
          // Over the end of a column or a page.
          paragraphs[paragraphs.count - 1].lines.append(line)
        } else {
          start(line, marker, isNote: isNote)
        }
        last = line
      }
    }
  }

  private mutating func start(_ line: PDFText.Line, _ marker: ListMarker?, isNote: Bool) {
    guard let marker, !isNote else {
      paragraphs.append(PDFParagraph(kind: isNote ? .note : .text, lines: [line]))
      return
    }
    paragraphs.append(PDFParagraph(kind: marker.kind, lines: marker.rest.map { [$0] } ?? []))
  }

  private mutating func add(_ table: PDFTable) {
    for (row, cells) in table.rows.enumerated() {
      for (column, lines) in cells.enumerated() where !lines.isEmpty {
        paragraphs.append(PDFParagraph(kind: .cell(table: tables, row: row, column: column), lines: lines))
      }
    }
    tables += 1
  }

  /// The white space between two lines of a paragraph, which is what comes most often.
  private static func usualGap(_ blocks: [[PDFText.Line]]) -> Double {
    var gaps = blocks.flatMap { block in
      zip(block, block.dropFirst()).map { $1.box.top - $0.box.bottom }.filter { $0 > -20 && $0 < 60 }
    }
    gaps.sort()
    return gaps.isEmpty ? 0 : gaps[gaps.count / 2]
  }

  private func continues(
    _ last: PDFText.Line, _ line: PDFText.Line, left: Double, right: Double, gap: Double
  ) -> Bool {
    guard let paragraph = paragraphs.last else { return false }
    let size = max(last.size, line.size)
    guard abs(last.size - line.size) <= 0.12 * size, last.isBold == line.isBold || !paragraph.isBold else {
      return false
    }
    if last.endsInHyphen { return true }
    guard line.box.top - last.box.bottom <= max(gap, 0) * 1.4 + 0.3 * size else { return false }
    // A first line is set in, unless all but the first are, as in a list.
    let isSetIn = line.box.left > last.box.left + 0.8 * size && line.box.left > left + 0.8 * size
    if isSetIn, paragraph.lines.count > 1 || !isItem(paragraph) && last.endsSentence { return false }
    // The next word would have had room in the line before.
    let isShort = right - last.box.right > (line.words.first?.box.width ?? 0) + 0.5 * size
    return !(isShort && last.endsSentence)
  }

  private func isItem(_ paragraph: PDFParagraph) -> Bool {
    switch paragraph.kind {
    case .bullet, .numbered: true
    default: false
    }
  }

  private func isContinuation(_ line: PDFText.Line) -> Bool {
    guard let paragraph = paragraphs.last, let last = paragraph.lines.last,
      let first = line.text.unicodeScalars.first
    else { return false }
    switch paragraph.kind {
    case .cell, .note, .heading: return false
    default: break
    }
    return first.properties.isLowercase && !last.endsSentence
      && abs(last.size - line.size) <= 0.12 * line.size
      && last.isBold == line.isBold && last.words.count > 2
  }

  // MARK: - Notes

  /// The lines in small print at the end of a page.
  private func takeNotes(from blocks: inout [[PDFText.Line]], _ page: PDFText.Page) -> [PDFText.Line] {
    var notes: [PDFText.Line] = []
    for index in blocks.indices {
      guard let start = blocks[index].firstIndex(where: { isNote($0, page) }) else { continue }
      let rest = blocks[index][start...]
      guard rest.allSatisfy({ $0.size <= bodySize * 0.9 }) else { continue }
      notes += rest
      blocks[index].removeSubrange(start...)
    }
    blocks.removeAll(where: \.isEmpty)
    return notes
  }

  private func isNote(_ line: PDFText.Line, _ page: PDFText.Page) -> Bool {
    guard line.box.top > 0.6 * page.height, line.size <= bodySize * 0.9, let first = line.words.first?.text
    else {
      return false
    }
    return first.unicodeScalars.first.map {
      $0.properties.numericType != nil || "*†‡§".unicodeScalars.contains($0)
    }
      ?? false
  }

  // MARK: - Headings

  private mutating func setHeadings() {
    let large = paragraphs.filter { isLarge($0) }.map { ($0.size * 2).rounded() / 2 }
    let sizes = Set(large).sorted(by: >)
    let isBoldText = paragraphs.count(where: \.isBold) * 2 > paragraphs.count
    for index in paragraphs.indices where paragraphs[index].kind.isText || isShortNumbered(paragraphs[index])
    {
      let paragraph = paragraphs[index]
      if isLarge(paragraph), let rank = sizes.firstIndex(of: (paragraph.size * 2).rounded() / 2) {
        makeHeading(index, level: min(rank + 1, 6))
      } else if !isBoldText, paragraph.isBold, paragraph.lines.count == 1, paragraph.size >= bodySize * 0.95,
        let line = paragraph.lines.first, line.text.count <= 120, !line.endsSentence
      {
        makeHeading(index, level: min(sizes.count + 1, 6))
      }
    }
  }

  /// `2. Results` may be a heading: its number goes with it.
  private mutating func makeHeading(_ index: Int, level: Int) {
    if case .numbered(let number) = paragraphs[index].kind, let line = paragraphs[index].lines.first,
      let first = line.words.first
    {
      var word = first
      word.text = number
      if let whole = PDFText.Line([word] + line.words) { paragraphs[index].lines[0] = whole }
    }
    paragraphs[index].kind = .heading(level)
  }

  private func isShortNumbered(_ paragraph: PDFParagraph) -> Bool {
    if case .numbered = paragraph.kind { return paragraph.lines.count == 1 }
    return false
  }

  private func isLarge(_ paragraph: PDFParagraph) -> Bool {
    paragraph.size >= bodySize * 1.14 && paragraph.lines.count <= 3
      && paragraph.lines.reduce(0) { $0 + $1.text.count } <= 200
      && (paragraph.kind.isText || isShortNumbered(paragraph))
  }
}

extension PDFText.Line {
  var endsInHyphen: Bool {
    words.last.map { $0.text.count > 1 && "-\u{AD}\u{2010}".contains($0.text.last ?? " ") } ?? false
  }

  var endsSentence: Bool {
    let last = words.last?.text.unicodeScalars.last { !"\"'”’»)]".unicodeScalars.contains($0) }
    return last.map { ".!?:;。！？：；…".unicodeScalars.contains($0) } ?? true
  }
}
