/// Finds what of a scalar is written anew, and writes it in the scalar's own style.
struct YAMLScalars {
  struct Found {
    var range: Range<Int>
    var encoded: @Sendable (String) -> [UInt8]
  }

  private let bytes: [UInt8]
  private let escapes: Bool
  private let lineEnd: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    escapes =
      ValueReading.escapesNonASCII(bytes)
      || (bytes.allSatisfy { $0 < 0x80 } && Self.escapesLatin(bytes))
    lineEnd = LineEnd.isCRLF(bytes) ? [0x0D, 0x0A] : [0x0A]
  }

  /// `\xE9`
  private static func escapesLatin(_ bytes: [UInt8]) -> Bool {
    bytes.indices.dropLast(2).contains { index in
      bytes[index] == UInt8(ascii: "\\") && bytes[index + 1] == UInt8(ascii: "x")
        && (bytes[index + 2] &- 0x38 < 2 || (bytes[index + 2] | 0x20) &- 0x61 < 6)
    }
  }

  /// - Parameter event: from an anchor or tag, if there is any, to the end.
  func slot(_ text: String, _ event: Range<Int>, isFlow: Bool) -> Found? {
    let start = contentStart(event)
    guard start < event.upperBound else { return nil }
    let range = start..<event.upperBound
    switch bytes[start] {
    case UInt8(ascii: "\""):
      return Found(range: range) { [escapes] in YAMLWriter.doubleQuoted($0, escapes: escapes) }
    case UInt8(ascii: "'"):
      return Found(range: range) { [escapes] in YAMLWriter.singleQuoted($0, escapes: escapes) }
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return block(text, range)
    default:
      return Found(range: range) { [escapes] in YAMLWriter.plain($0, isFlow: isFlow, escapes: escapes) }
    }
  }

  /// Behind anchor and tag, and the space and comments after them.
  private func contentStart(_ event: Range<Int>) -> Int {
    var index = event.lowerBound
    var hasProperties = false
    while index < event.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        hasProperties = true
        while index < event.upperBound, !HTMLTokenizer.isSpace(bytes[index]) { index += 1 }
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "#") where hasProperties:
        while index < event.upperBound, bytes[index] != 0x0A { index += 1 }
      default: return index
      }
    }
    return index
  }

  private func block(_ text: String, _ range: Range<Int>) -> Found? {
    guard let headEnd = bytes[range].firstIndex(of: 0x0A) else { return nil }
    var indent: Int?
    var width = 0
    var (end, lineStart) = (headEnd, headEnd + 1)
    while lineStart < range.upperBound {
      let lineEnd = bytes[lineStart..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      let line = bytes[lineStart..<lineEnd]
      if line.contains(where: { $0 != 0x20 && $0 != 0x0D }) {
        if indent == nil { indent = line.prefix { $0 == 0x20 }.count }
        end = line.last == 0x0D ? lineEnd - 1 : lineEnd
        width = max(width, line.count)
      }
      lineStart = lineEnd + 1
    }
    guard let indent, end > headEnd else { return nil }
    // What the text begins with is not indentation.
    let own = text.drop { $0 == "\n" }.prefix { $0 == " " }.count
    let block = YAMLBlock(
      head: Array(bytes[range.lowerBound + 1...headEnd]),
      isFolded: bytes[range.lowerBound] == UInt8(ascii: ">"),
      indent: max(indent - own, 0), width: max(width, 40), lineEnd: lineEnd)
    return Found(range: range.lowerBound..<end) { block.written($0) }
  }
}
