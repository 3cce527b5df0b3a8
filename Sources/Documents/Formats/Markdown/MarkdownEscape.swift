/// Text as Markdown: only what would be taken for markup is escaped.
struct MarkdownEscape {
  /// Labels that are defined, folded: `[label]` is a link.
  let labels: Set<String>
  /// Whether a bar would end a cell.
  let isCell: Bool

  private static let marks = Set("&\\`*_~<[|".utf8)

  func text(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    // Most texts have none, and looking for addresses takes its time.
    guard bytes.contains(where: Self.marks.contains) else { return bytes }
    let kept = ProtectedURLs.ranges(in: text)
    var keeper = kept[...]
    let brackets = bytes.indices.filter { bytes[$0] == UInt8(ascii: "]") }
    var closing = brackets[...]
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      while let first = closing.first, first < index { closing.removeFirst() }
      while let first = keeper.first, first.upperBound <= index { keeper.removeFirst() }
      let isKept = keeper.first?.contains(index) ?? false
      if byte == UInt8(ascii: "&"), !isKept,
        CharacterReference.read(bytes, at: index, end: bytes.count) != nil
      {
        result += Array("&amp;".utf8)
        continue
      }
      if !isKept || byte == UInt8(ascii: "|"), isMarkup(byte, at: index, in: bytes, closing: closing.first) {
        result.append(UInt8(ascii: "\\"))
      }
      result.append(byte)
    }
    return result
  }

  /// - Parameter closing: the next closing bracket.
  private func isMarkup(_ byte: UInt8, at index: Int, in bytes: [UInt8], closing: Int?) -> Bool {
    let before = index > 0 ? bytes[index - 1] : 0x20
    let after = index + 1 < bytes.count ? bytes[index + 1] : 0x20
    switch byte {
    case UInt8(ascii: "\\"): return MarkdownText.isPunctuation(after)
    case UInt8(ascii: "`"): return true
    case UInt8(ascii: "*"): return !(MarkdownText.isSpace(before) && MarkdownText.isSpace(after))
    case UInt8(ascii: "_"): return !(Self.isWord(before) && Self.isWord(after))
    case UInt8(ascii: "~"): return after == byte || before == byte
    case UInt8(ascii: "<"):
      return (after | 0x20) &- 0x61 < 26 || after == UInt8(ascii: "/") || after == UInt8(ascii: "!")
        || after == UInt8(ascii: "?")
    case UInt8(ascii: "["): return isLink(from: index, to: closing, in: bytes)
    case UInt8(ascii: "|"): return isCell
    default: return false
    }
  }

  private func isLink(from index: Int, to end: Int?, in bytes: [UInt8]) -> Bool {
    if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "^") { return false }
    guard let end else {
      // A closing bracket may come from a tag.
      return true
    }
    let next = end + 1 < bytes.count ? bytes[end + 1] : 0x20
    if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") || next == UInt8(ascii: ":") { return true }
    return !labels.isEmpty && end - index < 1000
      && labels.contains(MarkdownBlocks.folded(bytes[index + 1..<end]))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80
  }

  /// A paragraph's text whose first characters would make another block of it.
  static func lineStart(_ bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.first else { return bytes }
    func isSpace(at index: Int) -> Bool { index >= bytes.count || MarkdownText.isSpace(bytes[index]) }
    let isMarker: Bool
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
      isMarker = isSpace(at: 1) || bytes.starts(with: "---".utf8)
    case UInt8(ascii: ">"), UInt8(ascii: "="): isMarker = true
    case UInt8(ascii: "#"):
      let end = bytes.firstIndex { $0 != first } ?? bytes.count
      isMarker = end <= 6 && isSpace(at: end)
    case 0x30...0x39:
      let end = bytes.firstIndex { $0 &- 0x30 >= 10 } ?? bytes.count
      if end < bytes.count, end <= 9, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"),
        isSpace(at: end + 1)
      {
        return bytes[..<end] + [UInt8(ascii: "\\")] + bytes[end...]
      }
      isMarker = false
    default: isMarker = false
    }
    return isMarker ? [UInt8(ascii: "\\")] + bytes : bytes
  }
}
