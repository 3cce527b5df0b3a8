extension LaTeXReader {
  /// An argument of a command: its letter in ``LaTeXCommands`` and what is between its brackets.
  struct Argument {
    var letter: Character
    var content: Range<Int>
  }

  /// Optional arguments are no longer than this.
  private static let optionalReach = 2000

  func bracketEnd(_ start: Int, _ end: Int) -> Int? {
    var position = start + 1
    let limit = min(end, start + Self.optionalReach)
    while position < limit {
      switch bytes[position] {
      case UInt8(ascii: "{"):
        guard let match = braces.match(position) else { return nil }
        position = match
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "]"): return position
      case UInt8(ascii: "["): return nil
      case 0x0A:
        let next = skipSpaces(position + 1, limit)
        if next < limit, bytes[next] == 0x0A { return nil }
      default: break
      }
      position += 1
    }
    return nil
  }

  /// The arguments of a command as `pattern` says, as far as they are there.
  func arguments(_ pattern: String, from start: Int, _ end: Int) -> (found: [Argument], end: Int) {
    var found: [Argument] = []
    var close = start
    // The slides on which a command of beamer works.
    if close < end, bytes[close] == UInt8(ascii: "<"), !pattern.isEmpty,
      let overlay = bytes[close..<min(end, close + 24)].firstIndex(of: UInt8(ascii: ">"))
    {
      close = overlay + 1
    }
    for letter in pattern {
      let next = skipSpaces(close, end)
      guard next < end else { break }
      switch letter {
      case "*":
        if bytes[next] == UInt8(ascii: "*") { close = next + 1 }
      case "o", "O":
        guard bytes[next] == UInt8(ascii: "["), let match = bracketEnd(next, end) else { continue }
        found.append(Argument(letter: letter, content: next + 1..<match))
        close = match + 1
      default:
        guard let argument = mandatory(letter, next, end) else { return (found, close) }
        found.append(Argument(letter: letter, content: argument.content))
        close = argument.end
      }
    }
    return (found, close)
  }

  private func mandatory(_ letter: Character, _ start: Int, _ end: Int) -> (content: Range<Int>, end: Int)? {
    var next = start
    if bytes[next] == 0x0A { next = skipSpaces(next + 1, end) }
    guard next < end else { return nil }
    if bytes[next] == UInt8(ascii: "{"), let match = braces.match(next), match < end {
      return (next + 1..<match, match + 1)
    }
    guard letter == "v", next == start, bytes[next] == UInt8(ascii: "\\") else { return nil }
    let name = min(braces.nameEnd(next), end)
    return name > next + 1 ? (next..<name, name) : nil
  }

  /// What is in braces without the white space and the comment that are beside them.
  func trimmed(_ content: Range<Int>) -> Range<Int> {
    var (start, end) = (content.lowerBound, content.upperBound)
    while start < end {
      if bytes[start] <= 0x20 {
        start += 1
      } else if bytes[start] == UInt8(ascii: "%") {
        start = min(braces.lineEnd(from: start), end)
      } else {
        break
      }
    }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    // A comment needs the end of its line.
    let line = bytes[start..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? start
    return bytes[line..<end].contains(UInt8(ascii: "%")) ? start..<content.upperBound : start..<end
  }
}
