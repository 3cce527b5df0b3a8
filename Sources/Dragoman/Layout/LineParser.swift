/// Finds the lines of a text and, in each, the ranges that may hold something to translate.
package struct LineParser {
  package struct Line: Sendable {
    /// Counted from 1.
    package let number: Int
    /// The scalars of the text between indent with markers and trailing space, cut at column gaps.
    package var bodies: [Range<Int>]
    /// Whether the body spans several lines.
    package var isWrapped = false
    /// The first scalar of the line, the first behind its indent, and its first line end.
    let start: Int
    let indentEnd: Int
    let end: Int

    var isBlank: Bool { indentEnd == end }
    /// Whether a list marker stands before the body.
    var isMarked: Bool { bodies.first.map { $0.lowerBound > indentEnd } ?? true }
  }

  package let text: ScalarText

  package init(_ text: ScalarText) { self.text = text }

  package func lines(unwrapping: TextLayout.Unwrapping) -> [Line] {
    let lines = physicalLines()
    switch unwrapping {
    case .never: return lines
    case .automatic: return joined(lines) { isHardWrapped(lines[$0]) }
    case .always: return joined(lines) { _ in true }
    }
  }

  private func physicalLines() -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, !text.scalars[end].isLineEnd { end += 1 }
      lines.append(line(start..<end, number: lines.count + 1))
      let isCRLF = text.scalar(at: end) == "\r" && text.scalar(at: end + 1) == "\n"
      start = end + (isCRLF ? 2 : 1)
    }
    return lines
  }

  private func line(_ range: Range<Int>, number: Int) -> Line {
    var start = range.lowerBound
    while start < range.upperBound, text.scalars[start].isIndent { start += 1 }
    let indentEnd = start
    // An item may carry several: "> 1. (a) …".
    for _ in 0..<4 {
      guard let end = ListMarker.end(in: text, from: start, to: range.upperBound, place: .lineStart) else {
        break
      }
      start = end
    }
    var end = range.upperBound
    while end > start, text.scalars[end - 1].isIndent { end -= 1 }
    end = withoutLeader(start..<end)
    while end > start, text.scalars[end - 1].isIndent { end -= 1 }
    return Line(
      number: number, bodies: start < end ? cells(in: start..<end) : [], start: range.lowerBound,
      indentEnd: indentEnd, end: range.upperBound)
  }

  /// Drops what leads to a page number in a table of contents: `Background ........ 12`.
  private func withoutLeader(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, text.scalars[end - 1].isDigit { end -= 1 }
    let digits = range.upperBound - end
    var dots = 0
    while end > range.lowerBound, text.scalars[end - 1].isLeader {
      if text.scalars[end - 1] != " " { dots += text.scalars[end - 1] == "…" ? 3 : 1 }
      end -= 1
    }
    // Six dots may be the pause of a sentence, unless a number follows them.
    return dots >= 10 || (digits > 0 && dots >= 4) ? end : range.upperBound
  }

  /// Cuts a table's row at its bars, any other line at tabs and at gaps of three spaces or two ideographic ones.
  private func cells(in range: Range<Int>) -> [Range<Int>] {
    if let cells = barredCells(in: range) { return cells }
    var cells: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      guard text.scalars[index].isSpace else {
        index += 1
        continue
      }
      let end = text.skippingSpace(from: index, to: range.upperBound)
      if isColumnGap(index..<end, in: range) {
        cells.append(start..<index)
        start = end
      }
      index = end
    }
    cells.append(start..<range.upperBound)
    return cells
  }

  /// `| Name | Country |`: a line that holds two bars or more. A model makes one confused sentence of it.
  /// - Returns: nil when the line is no row; code may hold bars of its own.
  private func barredCells(in range: Range<Int>) -> [Range<Int>]? {
    let bars = range.filter { text.scalars[$0].isBar }
    guard bars.count >= 2, !range.contains(where: { text.scalars[$0] == "`" }) else { return nil }
    var cells: [Range<Int>] = []
    for (bar, next) in zip([range.lowerBound - 1] + bars, bars + [range.upperBound]) {
      let start = text.skippingSpace(from: bar + 1, to: next)
      var end = next
      while end > start, text.scalars[end - 1].isIndent { end -= 1 }
      if start < end { cells.append(start..<end) }
    }
    return cells
  }

  private func isColumnGap(_ gap: Range<Int>, in line: Range<Int>) -> Bool {
    let spaces = text.scalars[gap]
    if spaces.contains("\t") { return true }
    let isWide = spaces.count >= 3 || (spaces.count == 2 && spaces.allSatisfy { $0 == "\u{3000}" })
    guard isWide else { return false }
    // 议　　程 is one word.
    return !(isSingleHan(gap.lowerBound - 1, in: line) && isSingleHan(gap.upperBound, in: line))
  }

  private func isSingleHan(_ index: Int, in line: Range<Int>) -> Bool {
    guard line.contains(index), text.scalars[index].isHan else { return false }
    let isFreeBefore = index == line.lowerBound || !text.scalars[index - 1].isLetter
    let isFreeBehind = index + 1 == line.upperBound || !text.scalars[index + 1].isLetter
    return isFreeBefore && isFreeBehind
  }
}

extension Unicode.Scalar {
  /// White space, a byte order mark or another mark without width at a line's end or beginning.
  fileprivate var isIndent: Bool {
    isSpace || value == 0xFEFF || value == 0x200B || value == 0x200E || value == 0x200F
  }

  fileprivate var isBar: Bool { self == "|" || self == "｜" || self == "│" }

  fileprivate var isLeader: Bool {
    switch self {
    case ".", "…", "·", "‥", " ", "\u{3000}": true
    default: false
    }
  }
}
