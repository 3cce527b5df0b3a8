/// A literal or folded scalar as it is laid out.
struct YAMLBlock: Sendable {
  /// Behind the `|` or `>`: marks, a comment, the line's end.
  var head: [UInt8]
  var isFolded: Bool
  var indent: Int
  /// The longest line, with its indent.
  var width: Int
  var lineEnd: [UInt8]

  /// From the mark to the last character; the line ends that follow are the source's.
  func written(_ text: String) -> [UInt8] {
    guard text.unicodeScalars.allSatisfy({ YAMLPlain.isPrintable($0) || $0 == "\n" }) else {
      return YAMLWriter.doubleQuoted(text, escapes: false)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let last = lines.lastIndex { !$0.allSatisfy { $0 == " " } } ?? 0
    let kept = lines[...last]
    // Lines that begin with a space are not folded.
    guard isFolded, !kept.contains(where: { $0.hasPrefix(" ") || $0.hasPrefix("\t") }) else {
      return [UInt8(ascii: "|")] + head + laidOut(kept.map(String.init))
    }
    var folded: [String] = []
    var hasText = false
    for line in kept {
      if line.isEmpty {
        folded.append("")
      } else {
        // One line end more than the text has: the first is folded.
        if hasText { folded.append("") }
        hasText = true
        folded += wrapped(line)
      }
    }
    return [UInt8(ascii: ">")] + head + laidOut(folded)
  }

  private func laidOut(_ lines: [String]) -> [UInt8] {
    let margin = [UInt8](repeating: 0x20, count: indent)
    return Array(lines.map { $0.isEmpty ? [] : margin + Array($0.utf8) }.joined(separator: lineEnd))
  }

  /// Lines no longer than the source's, broken at single spaces.
  private func wrapped(_ line: Substring) -> [String] {
    let room = max(width - indent, 20)
    var lines: [String] = []
    var current = ""
    var length = 0
    var word = ""
    var wordLength = 0
    func finishWord() {
      let canBreak = !current.isEmpty && !current.hasSuffix(" ") && !word.isEmpty
      if canBreak, length + 1 + wordLength > room {
        lines.append(current)
        (current, length) = (word, wordLength)
      } else if current.isEmpty, lines.isEmpty, length == 0 {
        (current, length) = (word, wordLength)
      } else {
        current += " " + word
        length += 1 + wordLength
      }
      (word, wordLength) = ("", 0)
    }
    for character in line {
      if character == " " {
        finishWord()
      } else {
        word.append(character)
        wordLength += 1
      }
    }
    finishWord()
    return lines + [current]
  }
}
