/// Which braces belong together, found in one pass over a source, and where arguments end.
struct LaTeXBraces: Sendable {
  let bytes: [UInt8]
  /// From an opening brace to its closing one.
  private var matches: [Int: Int] = [:]
  /// Environments without an end, and from where it was looked for.
  private var endless: [String: Int] = [:]

  /// - Throws: when braces are deeper inside each other than `limits` allow.
  init(_ bytes: [UInt8], limits: DocumentLimits) throws(DocumentError) {
    self.bytes = bytes
    var open: [Int] = []
    var position = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "%"): position = lineEnd(from: position)
      case UInt8(ascii: "\\"):
        if let end = verbatimEnd(at: position) {
          position = end
        } else if let name = environment(at: position, "\\begin{"),
          LaTeXEnvironments.verbatim.contains(name.text)
        {
          position = endOfVerbatim(name.text, from: name.end)?.upperBound ?? name.end
        } else {
          position += 2
        }
      case UInt8(ascii: "{"):
        open.append(position)
        guard open.count <= limits.depth else {
          throw DocumentError(
            .tooLarge, format: "latex", place: .byte(position),
            reason: "groups are more than \(limits.depth) deep")
        }
        position += 1
      case UInt8(ascii: "}"):
        if let start = open.popLast() { matches[start] = position }
        position += 1
      default: position += 1
      }
    }
  }

  /// The closing brace of the one at `position`.
  func match(_ position: Int) -> Int? { matches[position] }

  /// Behind the line end, or at the end.
  func lineEnd(from start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
    return min(position + 1, bytes.count)
  }

  /// The end of a control word's name that begins behind the backslash at `start`.
  func nameEnd(_ start: Int) -> Int {
    var position = start + 1
    while position < bytes.count, Self.isLetter(bytes[position]) { position += 1 }
    return position
  }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// The end of `\verb|...|` and its like at `start`; nil for anything else.
  func verbatimEnd(at start: Int) -> Int? {
    guard start + 2 < bytes.count, "vl".utf8.contains(bytes[start + 1]),
      bytes[start...].starts(with: "\\verb".utf8) || bytes[start...].starts(with: "\\lstinline".utf8)
    else { return nil }
    var position = nameEnd(start)
    let name = String(decoding: bytes[start + 1..<position], as: UTF8.self)
    guard name == "verb" || name == "lstinline" else { return nil }
    if position < bytes.count, bytes[position] == UInt8(ascii: "*") { position += 1 }
    if name == "lstinline", position < bytes.count, bytes[position] == UInt8(ascii: "[") {
      guard let end = bytes[position...].prefix(500).firstIndex(of: UInt8(ascii: "]")) else { return nil }
      position = end + 1
    }
    guard position < bytes.count, bytes[position] > 0x20 else { return nil }
    let mark = bytes[position] == UInt8(ascii: "{") ? UInt8(ascii: "}") : bytes[position]
    let rest = bytes[(position + 1)...].prefix(2000)
    guard let end = rest.firstIndex(where: { $0 == mark || $0 == 0x0A }), bytes[end] == mark else {
      return nil
    }
    return end + 1
  }

  /// The name in `\begin{name}` or `\end{name}` at `start`, and what is behind it.
  func environment(at start: Int, _ command: String) -> (text: String, end: Int)? {
    guard start + 2 < bytes.count, bytes[start + 1] == command.utf8.dropFirst().first,
      bytes[start...].starts(with: command.utf8)
    else { return nil }
    let name = start + command.utf8.count
    guard let end = bytes[name...].prefix(64).firstIndex(of: UInt8(ascii: "}")) else { return nil }
    return (String(decoding: bytes[name..<end], as: UTF8.self), end + 1)
  }

  /// Where `\end{name}` stands. What was once looked for in vain is not looked for again.
  mutating func endOfVerbatim(_ name: String, from start: Int) -> Range<Int>? {
    guard start < endless[name] ?? .max else { return nil }
    let mark = Array("\\end{\(name)}".utf8)
    var position = start
    while position + mark.count <= bytes.count {
      if bytes[position] == UInt8(ascii: "\\"), bytes[position...].starts(with: mark) {
        return position..<position + mark.count
      }
      position += 1
    }
    endless[name] = start
    return nil
  }
}
