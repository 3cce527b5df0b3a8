extension LaTeXReader {
  /// How many open environments an end is compared with.
  private static let reach = 50

  mutating func begin(_ start: Int, _ end: Int) throws(DocumentError) -> Int {
    guard let (name, nameEnd) = braces.environment(at: start, "\\begin{"), nameEnd <= end else {
      builder.standalone(at: start..<min(start + 6, end))
      return start + 6
    }
    if LaTeXEnvironments.verbatim.contains(name) || LaTeXEnvironments.untouched.contains(name) {
      flush()
      return min(braces.endOfVerbatim(name, from: nameEnd)?.upperBound ?? end, end)
    }
    if LaTeXEnvironments.display.contains(name) || name == "math" {
      let close = min(braces.endOfVerbatim(name, from: nameEnd)?.upperBound ?? end, end)
      return name == "math" ? word(start..<close) : display(start..<close, end)
    }
    flush()
    kind = "p"
    if let pattern = LaTeXEnvironments.tables[name] ?? LaTeXEnvironments.arguments[name] {
      let (arguments, close) = arguments(pattern, from: nameEnd, end)
      try readTexts(of: arguments, kind: name)
      environments.append(name)
      return close
    }
    return try beginUnknown(name, nameEnd, end)
  }

  /// What stands directly behind an unknown environment's name is left alone, unless it is plainly a text.
  private mutating func beginUnknown(_ name: String, _ nameEnd: Int, _ end: Int) throws(DocumentError) -> Int
  {
    var close = nameEnd
    while close < end, bytes[close] == UInt8(ascii: "[") || bytes[close] == UInt8(ascii: "{") {
      let isOptional = bytes[close] == UInt8(ascii: "[")
      let (found, next) = arguments(isOptional ? "o" : "v", from: close, end)
      guard next > close, let content = found.first?.content else { break }
      if isProse(content) { try readUnit(content, kind: name, isOptional: isOptional) }
      close = next
    }
    environments.append(name)
    return close
  }

  mutating func end(_ start: Int, _ end: Int) -> Int {
    flush()
    kind = "p"
    guard let (name, nameEnd) = braces.environment(at: start, "\\end{") else { return start + 4 }
    if let match = environments.suffix(Self.reach).lastIndex(of: name) {
      environments.removeSubrange(match...)
    }
    return name == "document" ? max(bytes.count, end) : nameEnd
  }

  // MARK: - Preamble

  /// Title and date, names of theorems and what the document defines for itself.
  mutating func readPreamble(_ range: Range<Int>) throws(DocumentError) {
    var position = range.lowerBound
    while position < range.upperBound {
      switch bytes[position] {
      case UInt8(ascii: "%"): position = braces.lineEnd(from: position)
      case UInt8(ascii: "{"): position = braces.match(position).map { $0 + 1 } ?? position + 1
      case UInt8(ascii: "\\"):
        let nameEnd = braces.nameEnd(position)
        let name = String(decoding: bytes[position + 1..<nameEnd], as: UTF8.self)
        let isDefinition = ["def", "edef", "gdef", "xdef", "let", "hypersetup"].contains(name)
        if isDefinition || LaTeXCommands.entry(name)?.kind == .block {
          position = max(try command(position, range.upperBound), position + 1)
        } else {
          position = max(nameEnd, position + 2)
        }
      default: position += 1
      }
    }
    builder = InlineBuilder()
  }

  /// `\hypersetup{pdftitle={...}}`.
  mutating func readMetadata(_ nameEnd: Int, _ end: Int) throws(DocumentError) -> Int {
    let (found, close) = arguments("v", from: nameEnd, end)
    guard let content = found.first?.content, parts.contains(.metadata) else { return max(close, nameEnd) }
    for key in ["pdftitle", "pdfsubject", "pdfkeywords"] {
      for place in LaTeXPreamble.list(content, in: bytes) where bytes[place].starts(with: key.utf8) {
        var position = skipSpaces(place.lowerBound + key.utf8.count, content.upperBound)
        guard position < content.upperBound, bytes[position] == UInt8(ascii: "=") else { continue }
        position = skipSpaces(position + 1, content.upperBound)
        guard position < content.upperBound, let match = braces.match(position), match < content.upperBound
        else {
          continue
        }
        try readUnit(position + 1..<match, kind: key)
      }
    }
    return close
  }
}
