/// Rows of tables.
enum MarkdownCells {
  /// The cells of a row without the spaces around them; bars in code and behind a backslash are text.
  static func cells(_ bytes: [UInt8], _ row: Range<Int>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = row.lowerBound
    var position = start
    if position < row.upperBound, bytes[position] == UInt8(ascii: "|") {
      (start, position) = (start + 1, position + 1)
    }
    while position < row.upperBound {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "|"):
        cells.append(trimmed(bytes, start..<position))
        start = position + 1
      default: break
      }
      position += 1
    }
    let last = trimmed(bytes, min(start, row.upperBound)..<row.upperBound)
    if !last.isEmpty || cells.isEmpty { cells.append(last) }
    return cells
  }

  /// `| --- | :-: |`
  static func isDelimiterRow(_ bytes: [UInt8], _ row: Range<Int>) -> Bool {
    guard bytes[row].contains(UInt8(ascii: "-")),
      bytes[row].contains(UInt8(ascii: "|")) || bytes[row].contains(0x3A)
    else { return false }
    return cells(bytes, row).allSatisfy { cell in
      !cell.isEmpty && bytes[cell].contains(UInt8(ascii: "-"))
        && bytes[cell].allSatisfy { $0 == 0x2D || $0 == 0x3A }
    }
  }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, MarkdownText.isSpace(bytes[lower]) { lower += 1 }
    while upper > lower, MarkdownText.isSpace(bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }
}
