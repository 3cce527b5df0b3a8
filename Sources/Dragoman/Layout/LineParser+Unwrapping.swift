extension LineParser {
  /// The narrowest width, in columns, that counts as a page's.
  private static let narrowestPage = 50

  /// Joins neighbouring lines of one paragraph for which `accepts` says yes.
  func joined(_ lines: [Line], where accepts: (Range<Int>) -> Bool) -> [Line] {
    var result: [Line] = []
    var index = 0
    while index < lines.count {
      var end = index + 1
      if isText(lines[index]) {
        while end < lines.count,
          continues(lines[end], lines[index], isSecond: end == index + 1, before: lines[end - 1])
        {
          end += 1
        }
      }
      if end - index > 1, accepts(index..<end), let first = lines[index].bodies.first,
        let last = lines[end - 1].bodies.last
      {
        var line = lines[index]
        line.bodies = [first.lowerBound..<last.upperBound]
        line.isWrapped = true
        result.append(line)
      } else {
        result += lines[index..<end]
      }
      index = end
    }
    return result
  }

  private func isText(_ line: Line) -> Bool { line.bodies.count == 1 }

  /// Whether `line` may go on with the paragraph that `first` begins.
  private func continues(_ line: Line, _ first: Line, isSecond: Bool, before previous: Line) -> Bool {
    guard isText(line), !line.isMarked else { return false }
    let indent = line.indentEnd - line.start
    // Only the second line may be set further out than the first.
    if isSecond { return first.isMarked || indent <= first.indentEnd - first.start }
    return indent == previous.indentEnd - previous.start
  }

  /// Whether each line but the last was too full for the next one's first word.
  func isHardWrapped(_ lines: ArraySlice<Line>) -> Bool {
    guard lines.count >= 3 else { return false }
    let widths = lines.map { columns(of: $0.start..<trimmedEnd(of: $0)) }
    guard let page = widths.max(), page >= Self.narrowestPage else { return false }
    for (offset, line) in lines.dropFirst().enumerated() {
      let word = columns(of: firstWord(of: line))
      guard widths[offset] + word > page else { return false }
    }
    return true
  }

  private func trimmedEnd(of line: Line) -> Int { line.bodies.last?.upperBound ?? line.end }

  private func firstWord(of line: Line) -> Range<Int> {
    var end = line.indentEnd
    while end < line.end, !text.scalars[end].isSpace {
      end += 1
      // Between Han characters a line may break anywhere, though not before a punctuation mark.
      if text.scalars[end - 1].isWide, end - line.indentEnd >= 2 { break }
    }
    return line.indentEnd..<end
  }

  private func columns(of range: Range<Int>) -> Int {
    text.scalars[range].reduce(0) { $0 + ($1.isCombiningMark ? 0 : $1.isWide || $1.isHangul ? 2 : 1) }
  }

  /// The text of a wrapped paragraph in one line: no space between wide characters, else one.
  static func unwrapped(_ range: Range<Int>, of text: ScalarText) -> String {
    var result = String.UnicodeScalarView()
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = text.scalars[index]
      guard scalar.isSpace else {
        result.append(scalar)
        index += 1
        continue
      }
      let end = text.skippingSpace(from: index, to: range.upperBound)
      let gap = text.scalars[index..<end]
      if !gap.contains(where: \.isLineEnd) {
        result.append(contentsOf: gap)
      } else if !(result.last?.isWide == true && end < range.upperBound && text.scalars[end].isWide) {
        result.append(" ")
      }
      index = end
    }
    return String(result)
  }
}
