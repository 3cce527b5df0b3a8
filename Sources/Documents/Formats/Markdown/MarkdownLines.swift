/// The lines of a source, without their ends.
struct MarkdownLines {
  let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
    position = min(bytes.count, end + (isPair ? 2 : 1))
    return start..<end
  }

  /// Behind YAML between `---` or TOML between `+++` at the very beginning; nil where there is none.
  static func frontMatterEnd(of bytes: [UInt8]) -> Int? {
    var lines = MarkdownLines(bytes)
    guard let first = lines.next().map({ trimmed(bytes, $0) }), first == "---" || first == "+++" else {
      return nil
    }
    while let line = lines.next() {
      let text = trimmed(bytes, line)
      if text == first || (first == "---" && text == "...") { return lines.position }
    }
    return nil
  }

  /// Longer lines are no marks.
  private static func trimmed(_ bytes: [UInt8], _ line: Range<Int>) -> String {
    var end = line.upperBound
    while end > line.lowerBound, MarkdownText.isSpace(bytes[end - 1]) { end -= 1 }
    return end - line.lowerBound > 4 ? "" : String(decoding: bytes[line.lowerBound..<end], as: UTF8.self)
  }
}
