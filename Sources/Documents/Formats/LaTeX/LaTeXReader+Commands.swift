extension LaTeXReader {
  // MARK: - Characters

  /// The letters that an accent or a symbol at `start` stands for.
  func letter(_ start: Int, _ end: Int) -> (text: String, end: Int)? {
    guard start + 1 < end, bytes[start] == UInt8(ascii: "\\") else { return nil }
    let nameEnd = nameEnd(start, end)
    let name = String(decoding: bytes[start + 1..<nameEnd], as: UTF8.self)
    if let text = LaTeXSymbols.text(name) {
      guard LaTeXBraces.isLetter(bytes[start + 1]) else { return (text, nameEnd) }
      return (text, behindName(nameEnd, end))
    }
    guard LaTeXSymbols.isAccent(name) else { return nil }
    let base = skipSpaces(nameEnd, end)
    guard base < end else { return nil }
    if bytes[base] == UInt8(ascii: "{") {
      guard let close = braces.match(base), close < end, close - base < 12 else { return nil }
      var text = String(decoding: bytes[base + 1..<close], as: UTF8.self)
      if text.isEmpty { return name == "~" || name == "^" ? (name, close + 1) : nil }
      if text == "\\i" || text == "\\j" { text.removeFirst() }
      if let inner = letter(base + 1, close), inner.end == close { text = inner.text }
      guard text.count == 1, text.first?.isLetter == true else { return nil }
      return LaTeXSymbols.accented(text == "ı" ? "i" : text, by: name).map { ($0, close + 1) }
    }
    if bytes[base] == UInt8(ascii: "\\") {
      let dotless = braces.nameEnd(base)
      let inner = String(decoding: bytes[base + 1..<min(dotless, end)], as: UTF8.self)
      guard inner == "i" || inner == "j" else { return nil }
      return LaTeXSymbols.accented(inner, by: name).map { ($0, behindName(dotless, end)) }
    }
    // `\'e`, and `\c c` with its space.
    let isWord = LaTeXBraces.isLetter(bytes[start + 1])
    let next = min(base + UTF8Width.width(of: bytes[base]), end)
    guard !isWord || base > nameEnd, let scalar = UTF8Width.scalar(bytes[base..<next]),
      scalar.properties.isAlphabetic
    else { return nil }
    return LaTeXSymbols.accented(String(Character(scalar)), by: name).map { ($0, next) }
  }

  private func nameEnd(_ start: Int, _ end: Int) -> Int {
    let nameEnd = braces.nameEnd(start)
    guard nameEnd == start + 1 else { return min(nameEnd, end) }
    return min(start + 1 + UTF8Width.width(of: bytes[start + 1]), end)
  }

  /// Behind the `{}` or the space that ends a name.
  func behindName(_ nameEnd: Int, _ end: Int) -> Int {
    if nameEnd + 1 < end, bytes[nameEnd] == UInt8(ascii: "{"), bytes[nameEnd + 1] == UInt8(ascii: "}") {
      return nameEnd + 2
    }
    let next = skipSpaces(nameEnd, end)
    guard next < end, bytes[next] == 0x0A else { return min(next, end) }
    let line = skipSpaces(next + 1, end)
    return line < end && bytes[line] != 0x0A ? line : nameEnd
  }

  // MARK: - Commands

  /// - Returns: what to read next.
  mutating func command(_ start: Int, _ end: Int) throws(DocumentError) -> Int {
    guard start + 1 < end else {
      builder.standalone(at: start..<end)
      return end
    }
    if let letter = letter(start, end) {
      for scalar in letter.text.unicodeScalars { builder.add(scalar, at: start..<letter.end) }
      return letter.end
    }
    if let close = braces.verbatimEnd(at: start), close <= end {
      let mark = braces.nameEnd(start)
      let isPlain = bytes[mark] != UInt8(ascii: "[") && bytes[mark] != UInt8(ascii: "*")
      return word(start..<close, content: isPlain ? mark + 1..<close - 1 : nil)
    }
    let nameEnd = nameEnd(start, end)
    let name = String(decoding: bytes[start + 1..<nameEnd], as: UTF8.self)
    switch name {
    case "\\": return lineBreak(start, nameEnd, end)
    case "(", "[":
      guard let close = find(name == "(" ? "\\)" : "\\]", from: nameEnd, end, isDisplay: name == "[") else {
        builder.standalone(at: start..<nameEnd)
        return nameEnd
      }
      return name == "(" ? word(start..<close) : display(start..<close, end)
    case "begin": return try begin(start, end)
    case "end": return self.end(start, end)
    case "def", "edef", "gdef", "xdef", "let": return definition(nameEnd, end)
    case "ifnum", "ifx", "ifdefined", "ifcsname", "ifdim", "ifodd", "ifcat":
      // What it compares ends nowhere that can be told.
      flush()
      return min(braces.lineEnd(from: nameEnd), end)
    case "hypersetup": return try readMetadata(nameEnd, end)
    default: break
    }
    if let entry = LaTeXCommands.entry(name) ?? macros[name] {
      return try apply(entry, name, start, nameEnd, end)
    }
    return try unknown(start, nameEnd, end)
  }

  private mutating func apply(
    _ entry: LaTeXCommands.Entry, _ name: String, _ start: Int, _ nameEnd: Int, _ end: Int
  ) throws(DocumentError) -> Int {
    let (arguments, close) = arguments(entry.arguments, from: nameEnd, end)
    let isBare = close == nameEnd
    let whole = start..<(isBare ? dimensionEnd(name, behindName(nameEnd, end), end) : close)
    switch entry.kind {
    case .block:
      flush()
      kind = name == "item" ? "item" : "p"
      try readTexts(of: arguments, kind: name)
      define(name, arguments)
      return close
    case .inline:
      if let part = arguments.first(where: { $0.letter == "p" }) {
        return try pair(name, start..<close, around: part.content, keepsApart: name.hasPrefix("h"))
      }
      guard arguments.contains(where: { "UO".contains($0.letter) }) else {
        // Before a paragraph it is layout.
        if builder.range != nil || name.lowercased().contains("cite") { builder.standalone(at: whole) }
        return whole.upperBound
      }
      try readTexts(of: arguments, kind: name)
      builder.standalone(at: whole)
      return close
    case .word:
      let shown = ["url", "path", "nolinkurl", "texttt", "code", "file", "passthrough", "sphinxcode"]
        .contains(name)
      return word(whole, content: shown ? arguments.last?.content : isBare ? start..<nameEnd : nil)
    case .declaration:
      if builder.range != nil { builder.standalone(at: whole) }
      return whole.upperBound
    }
  }

  mutating func readTexts(of arguments: [Argument], kind: String) throws(DocumentError) {
    for argument in arguments where argument.letter == "U" || argument.letter == "O" {
      try readUnit(argument.content, kind: kind, isOptional: argument.letter == "O")
    }
  }

  private mutating func pair(
    _ name: String, _ whole: Range<Int>, around content: Range<Int>, keepsApart: Bool = false
  ) throws(DocumentError) -> Int {
    guard skipSpaces(content.lowerBound, content.upperBound) < content.upperBound else {
      builder.standalone(at: whole)
      return whole.upperBound
    }
    let inner = trimmed(content)
    builder.open(name, at: whole.lowerBound..<inner.lowerBound, keepsApart: keepsApart)
    try read(inner)
    builder.close(name, at: inner.upperBound..<whole.upperBound)
    return whole.upperBound
  }

  /// `\\`, which ends a cell or a line.
  private mutating func lineBreak(_ start: Int, _ nameEnd: Int, _ end: Int) -> Int {
    let close = arguments("*o", from: nameEnd, end).end
    if isInTable {
      flush()
    } else if builder.range != nil {
      builder.lineBreak(at: start..<close)
    }
    return close
  }

  /// `\def\name#1{...}`, `\let\a=\b`.
  private mutating func definition(_ nameEnd: Int, _ end: Int) -> Int {
    flush()
    let stop = bytes[nameEnd..<end].firstIndex { $0 == UInt8(ascii: "{") || $0 == 0x0A }
    if let stop, let close = braces.match(stop), close < end { return close + 1 }
    return min(braces.lineEnd(from: nameEnd), end)
  }

  /// The length behind `\hskip` and the like.
  private func dimensionEnd(_ name: String, _ start: Int, _ end: Int) -> Int {
    guard ["hskip", "vskip", "kern"].contains(name) else { return start }
    var position = start
    while position < end, "-+.0123456789".utf8.contains(bytes[position]) { position += 1 }
    guard position > start else { return start }
    position = skipSpaces(position, end)
    let unit = position
    while position < end, position < unit + 2, LaTeXBraces.isLetter(bytes[position]) { position += 1 }
    return min(skipSpaces(position, end), end)
  }

  /// Remembers what a definition of the document does with its argument.
  private mutating func define(_ name: String, _ arguments: [Argument]) {
    guard name.hasSuffix("newcommand") || name == "providecommand", let first = arguments.first?.content,
      let body = arguments.last(where: { $0.letter == "v" })?.content, arguments.count > 1, body.count < 2000
    else { return }
    let name = String(decoding: bytes[first], as: UTF8.self).drop { $0 == "\\" || $0 == " " }
    guard let count = arguments.first(where: { $0.letter == "o" })?.content else {
      macros[String(name)] = LaTeXCommands.Entry(kind: .word, arguments: "")
      return
    }
    let text = String(decoding: bytes[body], as: UTF8.self)
    guard bytes[count].elementsEqual("1".utf8), let place = text.firstRange(of: "{#1}") else { return }
    let before = text[..<place.lowerBound].split(separator: "\\").last.map { $0.prefix(while: \.isLetter) }
    guard let before, LaTeXCommands.entry(String(before))?.arguments.hasSuffix("p") == true else { return }
    macros[String(name)] = LaTeXCommands.Entry(kind: .inline, arguments: "p")
  }

  // MARK: - Unknown commands

  /// Of an unknown command, an argument that is plainly a text is one, and all others stay as they are.
  private mutating func unknown(_ start: Int, _ nameEnd: Int, _ end: Int) throws(DocumentError) -> Int {
    var arguments: [Range<Int>] = []
    var close = nameEnd
    while close < end, arguments.count < 9, LaTeXBraces.isLetter(bytes[start + 1]) {
      if bytes[close] == UInt8(ascii: "{"), let match = braces.match(close), match < end {
        arguments.append(close + 1..<match)
        close = match + 1
      } else if bytes[close] == UInt8(ascii: "["), let match = bracketEnd(close, end) {
        close = match + 1
      } else {
        break
      }
    }
    guard close > nameEnd else {
      let whole = start..<(LaTeXBraces.isLetter(bytes[start + 1]) ? behindName(nameEnd, end) : nameEnd)
      if builder.range != nil { builder.standalone(at: whole) }
      return whole.upperBound
    }
    let texts = arguments.filter { isProse($0) }
    if texts.count == 1, let text = texts.first { return try pair("?", start..<close, around: text) }
    if texts.isEmpty {
      if isAloneOnLine(start, close) {
        if builder.range != nil { builder.standalone(at: start..<close) }
        return close
      }
      return word(start..<close)
    }
    for text in texts { try readUnit(text, kind: "argument") }
    builder.standalone(at: start..<close)
    return close
  }

  private func isAloneOnLine(_ start: Int, _ close: Int) -> Bool {
    var before = start
    while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
    let after = skipSpaces(close, bytes.count)
    return (before == 0 || bytes[before - 1] == 0x0A) && (after >= bytes.count || bytes[after] == 0x0A)
  }

  /// Two words and more, and no list of keys.
  func isProse(_ range: Range<Int>) -> Bool {
    let head = bytes[range].prefix(400)
    guard !head.contains(UInt8(ascii: "=")) else { return false }
    if head.count(where: { (0xE3...0xE9).contains($0) }) >= 2 { return true }
    let tokens = head.split { $0 <= 0x20 || $0 == UInt8(ascii: "~") }
    let words = tokens.count { token in
      let letters = token.count { LaTeXBraces.isLetter($0) || $0 >= 0x80 }
      return letters >= 2 && letters + 2 >= token.count && token.first != UInt8(ascii: "\\")
    }
    return words >= 2 && words * 2 >= tokens.count
  }
}
