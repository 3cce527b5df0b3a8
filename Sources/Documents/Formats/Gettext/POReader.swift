/// Reads the entries of a PO file, line by line. Obsolete ones (`#~`) are comments here.
struct POReader {
  private let bytes: [UInt8]
  private let format: String
  private(set) var entries: [POEntry] = []
  private var entry: POEntry?
  private var field: POEntry.Field?
  private var store: (inout POEntry, POEntry.Field) -> Void = { _, _ in }
  private var line = 0

  static func read(_ bytes: [UInt8], format: String) throws(DocumentError) -> [POEntry] {
    var reader = POReader(bytes, format: format)
    try reader.read()
    return reader.entries
  }

  private init(_ bytes: [UInt8], format: String) {
    self.bytes = bytes
    self.format = format
  }

  private mutating func read() throws(DocumentError) {
    var position = 0
    while position < bytes.count {
      line += 1
      let next = bytes[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      var end = next
      while end > position, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
      try read(position..<end, next: next)
      position = next
    }
    try endEntry()
  }

  private mutating func read(_ range: Range<Int>, next: Int) throws(DocumentError) {
    var start = range.lowerBound
    while start < range.upperBound, isBlank(bytes[start]) { start += 1 }
    guard start < range.upperBound else { return endField() }
    switch bytes[start] {
    case UInt8(ascii: "#"): try comment(start..<range.upperBound, next: next)
    case UInt8(ascii: "\""):
      let literal = try literal(start..<range.upperBound)
      guard let first = field?.lines.lowerBound, let quote = field?.value.lowerBound else {
        throw damaged("a string stands by itself")
      }
      // In place: there may be very many.
      field?.literals.append(literal)
      field?.value = quote..<literal.upperBound + 1
      field?.lines = first..<range.upperBound
    default: try keyword(range, start)
    }
  }

  // MARK: - Comments

  private mutating func comment(_ range: Range<Int>, next: Int) throws(DocumentError) {
    endField()
    // Obsolete entries have comments of their own, which stay where they are with them.
    if entry?.translations.isEmpty == false { try endEntry() }
    if entry == nil { entry = POEntry(start: self.lineStart(range.lowerBound)) }
    guard range.count > 1 else { return }
    let text = String(decoding: bytes[(range.lowerBound + 2)..<range.upperBound], as: UTF8.self)
    switch bytes[range.lowerBound + 1] {
    case UInt8(ascii: ","):
      entry?.flags += text.split { $0 == "," || $0.isWhitespace }.map(String.init)
      var place = range.lowerBound + 2
      while place < range.upperBound, isBlank(bytes[place]) { place += 1 }
      if entry?.flagPlace == nil { entry?.flagPlace = place }
    case UInt8(ascii: "."): entry?.notes.append(Self.trimmed(text))
    case UInt8(ascii: "|"):
      let start = lineStart(range.lowerBound)
      entry?.previous.append(start..<next)
    // Comments before it are those of the obsolete entry.
    case UInt8(ascii: "~"): entry = nil
    default: break
    }
  }

  // MARK: - Keywords

  private mutating func keyword(_ range: Range<Int>, _ start: Int) throws(DocumentError) {
    endField()
    guard let quote = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\"")) else {
      throw damaged("a keyword has no string")
    }
    let word = Self.trimmed(String(decoding: bytes[start..<quote], as: UTF8.self).prefix(40))
    let literal = try literal(quote..<range.upperBound)
    let found = POEntry.Field(
      lines: range, lead: start..<quote, value: quote..<literal.upperBound + 1, literals: [literal])
    switch word {
    case "domain": return try endEntry()
    case "msgctxt", "msgid":
      if entry?.id != nil || (word == "msgctxt" && entry?.context != nil) { try endEntry() }
      if entry == nil { entry = POEntry(start: range.lowerBound) }
      if entry?.body == nil {
        entry?.body = range.lowerBound
        entry?.line = line
      }
      store = word == "msgid" ? { $0.id = $1 } : { $0.context = $1 }
    case "msgid_plural":
      guard let entry, entry.id != nil, entry.plural == nil, entry.translations.isEmpty else {
        throw damaged("msgid_plural without msgid")
      }
      store = { $0.plural = $1 }
    default:
      guard word.hasPrefix("msgstr"), let number = number(word.dropFirst(6)) else {
        throw damaged("the keyword \(word) is unknown")
      }
      guard let entry, entry.id != nil else { throw damaged("msgstr without msgid") }
      guard entry.translations.count == number, number == 0 || entry.plural != nil else {
        throw damaged("\(word) is not in its place")
      }
      store = { $0.translations.append((number, $1)) }
    }
    field = found
  }

  /// `""`: 0; `[2]`: 2.
  private func number(_ text: Substring) -> Int? {
    let text = text.filter { !$0.isWhitespace }
    guard !text.isEmpty else { return 0 }
    guard text.hasPrefix("["), text.hasSuffix("]"), text.count <= 4 else { return nil }
    return Int(text.dropFirst().dropLast()).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Between the quotation marks.
  private func literal(_ range: Range<Int>) throws(DocumentError) -> Range<Int> {
    var position = range.lowerBound + 1
    while position < range.upperBound, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < range.upperBound else { throw damaged("a string has no end") }
    guard bytes[(position + 1)..<range.upperBound].allSatisfy(isBlank) else {
      throw damaged("something stands behind a string")
    }
    return range.lowerBound + 1..<position
  }

  // MARK: - Ends

  private mutating func endField() {
    if let field, var entry {
      store(&entry, field)
      self.entry = entry
    }
    field = nil
  }

  private mutating func endEntry() throws(DocumentError) {
    endField()
    defer { entry = nil }
    guard let entry, entry.body != nil else { return }
    guard entry.id != nil, !entry.translations.isEmpty else {
      throw damaged("an entry has no \(entry.id == nil ? "msgid" : "msgstr")")
    }
    entries.append(entry)
  }

  private func damaged(_ reason: String) -> DocumentError {
    DocumentError(
      .damaged, format: format, place: .line(line), reason: reason, advice: "msgfmt -c tells more")
  }

  private func lineStart(_ position: Int) -> Int {
    var start = position
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0C || byte == 0x0B }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
