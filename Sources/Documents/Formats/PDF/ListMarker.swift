/// What stands before an item of a list.
struct ListMarker {
  private(set) var kind: PDFParagraph.Kind
  /// The line without it; nil where it stood alone.
  private(set) var rest: PDFText.Line?

  init?(_ line: PDFText.Line) {
    guard let first = line.words.first?.text else { return nil }
    if Self.bullets.contains(first) {
      kind = .bullet
    } else if line.words.count > 1, Self.isNumber(first) {
      kind = .numbered(first)
    } else {
      return nil
    }
    rest = PDFText.Line(Array(line.words.dropFirst()))
  }

  private static let bullets: Set<String> = [
    "•", "◦", "▪", "■", "●", "○", "·", "‣", "⁃", "-", "–", "*", "\u{F0B7}", "\u{F0A7}", "➢", "✓", "❖",
    "\u{2219}",
  ]

  /// `1.`, `12)`, `(a)`, `iv.`
  private static func isNumber(_ text: String) -> Bool {
    guard text.utf8.count <= 6, let last = text.last, last == "." || last == ")" else { return false }
    let body = text.dropLast().drop { $0 == "(" }
    guard !body.isEmpty else { return false }
    if body.allSatisfy({ $0.isASCII && $0.isNumber }) { return body.count <= 2 }
    // A capital and a full stop are an initial.
    return last == ")"
      ? body.count == 1 && body.allSatisfy(\.isLetter) || isRoman(body) : body.count > 1 && isRoman(body)
  }

  private static func isRoman(_ text: Substring) -> Bool { text.allSatisfy { "ivx".contains($0) } }

  /// Marks that stand in a block of their own, put before the lines that they belong to.
  static func joined(_ blocks: [[PDFText.Line]]) -> [[PDFText.Line]] {
    var blocks = blocks
    // By the height of their middles, in bands of some points.
    var bands: [Int: [PDFTable.Place]] = [:]
    func middle(_ line: PDFText.Line) -> Double { (line.box.top + line.box.bottom) / 2 }
    for (block, lines) in blocks.enumerated() {
      for (line, found) in lines.enumerated() {
        bands[Int(middle(found) / 4), default: []].append(PDFTable.Place(block: block, line: line))
      }
    }
    var taken: Set<PDFTable.Place> = []
    for (block, lines) in blocks.enumerated() {
      for (index, line) in lines.enumerated() where line.words.count == 1 {
        guard let first = line.words.first, bullets.contains(first.text) || isNumber(first.text) else {
          continue
        }
        let band = Int(middle(line) / 4)
        let near = (band - 1...band + 1).lazy.flatMap { (bands[$0] ?? []).prefix(40) }.filter { place in
          let gap = blocks[place.block][place.line].box.left - line.box.right
          return gap > 0 && gap < 60
            && abs(middle(blocks[place.block][place.line]) - middle(line)) < line.box.height / 2
        }.min { blocks[$0.block][$0.line].box.left < blocks[$1.block][$1.line].box.left }
        guard let near, !taken.contains(near),
          let whole = PDFText.Line(line.words + blocks[near.block][near.line].words)
        else { continue }
        taken.insert(PDFTable.Place(block: block, line: index))
        blocks[near.block][near.line] = whole
      }
    }
    return blocks.enumerated().map { block, lines in
      lines.enumerated().filter { !taken.contains(PDFTable.Place(block: block, line: $0.offset)) }.map(
        \.element)
    }.filter { !$0.isEmpty }
  }
}
