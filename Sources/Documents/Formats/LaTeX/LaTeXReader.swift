import Dragoman

/// Finds the units of a LaTeX source.
struct LaTeXReader {
  /// Where a unit's text goes. Slots may stand inside each other, as a footnote does in its paragraph.
  struct Slot: Sendable {
    var range: Range<Int>
    var kind: String
    var unit: DocumentUnit
    var stretches: [Int: InlineBuilder.Stretch]
    /// Whether it is between brackets.
    var isOptional: Bool
  }

  let bytes: [UInt8]
  let limits: DocumentLimits
  let parts: Set<DocumentOptions.Part>
  let hasGermanShorthands: Bool
  var braces: LaTeXBraces
  /// In the order in which they end: what stands inside another comes before it.
  private(set) var slots: [Slot] = []
  var builder = InlineBuilder()
  var kind = "p"
  var environments: [String] = []
  /// What the document defines itself.
  var macros: [String: LaTeXCommands.Entry] = [:]
  private var isOptional = false
  private var isQuoting = false
  private var depth = 0
  /// Stretches in which an end was looked for in vain, by the end.
  var vain: [String: Range<Int>] = [:]

  init(_ bytes: [UInt8], options: DocumentOptions, hasGermanShorthands: Bool) throws(DocumentError) {
    self.bytes = bytes
    limits = options.limits
    parts = options.parts
    self.hasGermanShorthands = hasGermanShorthands
    braces = try LaTeXBraces(bytes, limits: options.limits)
    var start = 0
    let begin = LaTeXPreamble.commands("\\begin", in: bytes).first {
      bytes[$0.names].elementsEqual("document".utf8)
    }
    if let begin {
      try readPreamble(0..<begin.names.lowerBound)
      start = begin.names.upperBound + 1
    } else if LaTeXPreamble.commands("\\documentclass", in: bytes).first != nil {
      try readPreamble(0..<bytes.count)
      start = bytes.count
    }
    try read(start..<bytes.count)
    flush()
  }

  /// Ends the unit that is being read.
  mutating func flush() {
    defer {
      builder = InlineBuilder()
      isQuoting = false
    }
    guard builder.hasText, let range = builder.range, Translatability.isTranslatable(builder.text) else {
      return
    }
    let kind = isInTable && self.kind == "p" ? "cell" : self.kind
    slots.append(
      Slot(
        range: range, kind: kind, unit: builder.unit(id: ""), stretches: builder.stretches,
        isOptional: isOptional))
  }

  var isInTable: Bool { environments.last.map { LaTeXEnvironments.tables[$0] != nil } ?? false }

  // MARK: - Text

  mutating func read(_ range: Range<Int>) throws(DocumentError) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.depth + 1 else {
      throw DocumentError(
        .tooLarge, format: "latex", place: .byte(range.lowerBound),
        reason: "arguments are more than \(limits.depth) deep")
    }
    var position = range.lowerBound
    while position < range.upperBound {
      position = min(try step(position, range.upperBound), range.upperBound)
    }
  }

  /// Reads a text of its own that stands inside another, or before it.
  mutating func readUnit(_ range: Range<Int>, kind: String, isOptional: Bool = false) throws(DocumentError) {
    let outer = (builder, self.kind, environments, self.isOptional, isQuoting)
    builder = InlineBuilder()
    (self.kind, environments, self.isOptional, isQuoting) = (kind, [], isOptional, false)
    try read(range)
    flush()
    (builder, self.kind, environments, self.isOptional, isQuoting) = outer
  }

  /// - Returns: what to read next, behind `position`.
  private mutating func step(_ position: Int, _ end: Int) throws(DocumentError) -> Int {
    if let close = citation(position, end) { return close }
    switch bytes[position] {
    case UInt8(ascii: "\\"): return try command(position, end)
    case UInt8(ascii: "{"): return try group(position, end)
    case UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "^"):
      builder.standalone(at: position..<position + 1)
    case UInt8(ascii: "%"): return comment(position, end)
    case UInt8(ascii: "$"): return mathematics(position, end)
    case UInt8(ascii: "&"):
      if isInTable { flush() } else { builder.standalone(at: position..<position + 1) }
    case UInt8(ascii: "~"): builder.add("\u{A0}", at: position..<position + 1)
    case 0x0A:
      let next = skipSpaces(position + 1, end)
      if next < end, bytes[next] == 0x0A {
        flush()
        if kind == "item" { kind = "p" }
        return next
      }
      builder.add("\n", at: position..<position + 1)
    default: return character(position, end)
    }
    return position + 1
  }

  /// Spaces, tabs and carriage returns.
  func skipSpaces(_ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 || bytes[position] == 0x0D {
      position += 1
    }
    return position
  }

  /// A citation or the like with the space before it, which without it would be none.
  private mutating func citation(_ position: Int, _ end: Int) -> Int? {
    guard builder.hasText, bytes[position] == 0x20 || bytes[position] == UInt8(ascii: "~"),
      position + 1 < end,
      bytes[position + 1] == UInt8(ascii: "\\")
    else { return nil }
    let nameEnd = min(braces.nameEnd(position + 1), end)
    let name = String(decoding: bytes[position + 2..<max(nameEnd, position + 2)], as: UTF8.self)
    guard let entry = LaTeXCommands.entry(name), entry.kind == .inline, entry.arguments.contains("v"),
      !entry.arguments.contains(where: { "pUO".contains($0) })
    else { return nil }
    let close = arguments(entry.arguments, from: nameEnd, end).end
    let isBeforeMark = close < end && ".,;:!?)".utf8.contains(bytes[close])
    guard close > nameEnd, isBeforeMark || bytes[position] == UInt8(ascii: "~") else { return nil }
    builder.standalone(at: position..<close)
    return close
  }

  private mutating func character(_ position: Int, _ end: Int) -> Int {
    if let mark = mark(position, end) {
      builder.add(mark.scalar, at: position..<mark.end)
      return mark.end
    }
    let next = min(position + UTF8Width.width(of: bytes[position]), end)
    if let scalar = UTF8Width.scalar(bytes[position..<next]) { builder.add(scalar, at: position..<next) }
    return next
  }

  /// Marks that are written as several characters.
  private mutating func mark(_ position: Int, _ end: Int) -> (scalar: Unicode.Scalar, end: Int)? {
    func follows(_ text: String) -> Bool {
      position + text.utf8.count <= end && bytes[position...].starts(with: text.utf8)
    }
    switch bytes[position] {
    case UInt8(ascii: "-"):
      return follows("---") ? ("—", position + 3) : follows("--") ? ("–", position + 2) : nil
    case UInt8(ascii: "`"):
      if follows("``") { return ("“", position + 2) }
      isQuoting = true
      return ("‘", position + 1)
    case UInt8(ascii: "'"):
      if follows("''") { return ("”", position + 2) }
      let isInside = position + 1 < end && LaTeXBraces.isLetter(bytes[position + 1])
      guard isQuoting, !isInside else { return nil }
      isQuoting = false
      return ("’", position + 1)
    case UInt8(ascii: ","): return follows(",,") ? ("„", position + 2) : nil
    case UInt8(ascii: "?"): return follows("?`") ? ("¿", position + 2) : nil
    case UInt8(ascii: "!"): return follows("!`") ? ("¡", position + 2) : nil
    case UInt8(ascii: "<"): return follows("<<") ? ("«", position + 2) : nil
    case UInt8(ascii: ">"): return follows(">>") ? ("»", position + 2) : nil
    case UInt8(ascii: "\"") where hasGermanShorthands && position + 1 < end:
      let next = String(UnicodeScalar(bytes[position + 1]))
      return Self.shorthands[next].map { ($0, position + 2) }
    default: return nil
    }
  }

  private static let shorthands: [String: Unicode.Scalar] = [
    "a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü", "s": "ß", "z": "ß", "`": "„", "'": "“",
    "<": "«",
    ">": "»", "=": "-", "-": "\u{AD}", "~": "\u{2011}",
  ]

  private mutating func group(_ position: Int, _ end: Int) throws(DocumentError) -> Int {
    guard let close = braces.match(position), close < end else {
      builder.standalone(at: position..<position + 1)
      return position + 1
    }
    if skipSpaces(position + 1, close) == close { return close + 1 }
    if let letter = letter(position + 1, close), letter.end == close {
      for scalar in letter.text.unicodeScalars { builder.add(scalar, at: position..<close + 1) }
      return close + 1
    }
    // `{\bfseries text}`: what it declares goes with the brace.
    var content = position + 1
    while true {
      let start = skipSpaces(content, close)
      guard start < close, bytes[start] == UInt8(ascii: "\\") else { break }
      let name = braces.nameEnd(start)
      guard
        LaTeXCommands.entry(String(decoding: bytes[start + 1..<name], as: UTF8.self))?.kind == .declaration
      else { break }
      content = min(skipSpaces(name, close), close)
    }
    let inner = trimmed(content..<close)
    builder.open("{", at: position..<inner.lowerBound)
    try read(inner)
    builder.close("{", at: inner.upperBound..<close + 1)
    return close + 1
  }

  private mutating func comment(_ position: Int, _ end: Int) -> Int {
    let next = min(skipSpaces(braces.lineEnd(from: position), end), end)
    if builder.range != nil { builder.standalone(at: position..<next) }
    if next < end, bytes[next] == 0x0A { flush() }
    return next
  }
}
