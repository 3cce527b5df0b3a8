/// Reads the entries of glossaries; what is wrong is said with its line.
enum GlossaryEntries {
  /// One entry a line: the source term, a tab, the target term.
  static func tsv(_ text: String) throws(ServiceError) -> [StoredGlossary.Entry] {
    var rows: [(line: Int, cells: [String])] = []
    try checkSize(text)
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      rows.append((index + 1, line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)))
    }
    return try entries(rows)
  }

  /// `"a, b",c`; marks inside of marks are doubled. Further cells, which name languages, are left out.
  static func csv(_ text: String) throws(ServiceError) -> [StoredGlossary.Entry] {
    try checkSize(text)
    var rows: [(line: Int, cells: [String])] = []
    var cells: [String] = []
    var cell = ""
    var (line, rowLine) = (1, 1)
    var isQuoted = false
    var characters = text[...]
    func endCell() {
      cells.append(cell)
      cell = ""
    }
    while let character = characters.popFirst() {
      if isQuoted {
        if character != "\"" {
          cell.append(character)
        } else if characters.first == "\"" {
          characters.removeFirst()
          cell.append("\"")
        } else {
          isQuoted = false
        }
        if character.isNewline { line += 1 }
      } else if character == "\"", cell.isEmpty {
        isQuoted = true
      } else if character == "," {
        endCell()
      } else if character.isNewline {
        endCell()
        rows.append((rowLine, cells))
        cells = []
        line += 1
        rowLine = line
      } else {
        cell.append(character)
      }
    }
    guard !isQuoted else {
      throw .invalid(field: "entries", reason: "line \(rowLine): the quotation mark is not closed")
    }
    endCell()
    rows.append((rowLine, cells))
    return try entries(rows.map { ($0.line, Array($0.cells.prefix(2))) })
  }

  private static func checkSize(_ text: String) throws(ServiceError) {
    guard text.utf8.count <= GlossaryLimits.bytes else {
      throw .tooLarge(what: "bytes of entries", count: text.utf8.count, limit: GlossaryLimits.bytes)
    }
  }

  private static func entries(
    _ rows: [(line: Int, cells: [String])]
  ) throws(ServiceError) -> [StoredGlossary.Entry] {
    var entries: [StoredGlossary.Entry] = []
    var seen: Set<String> = []
    for (line, cells) in rows {
      let terms = cells.map { $0.trimmingSpaces() }
      if terms.allSatisfy(\.isEmpty) { continue }
      guard terms.count == 2, !terms[0].isEmpty, !terms[1].isEmpty else {
        throw .invalid(field: "entries", reason: "line \(line): it has to be a source term and a target term")
      }
      guard terms.allSatisfy({ $0.utf8.count <= GlossaryLimits.text }) else {
        throw .invalid(
          field: "entries", reason: "line \(line): a term has more than \(GlossaryLimits.text) bytes")
      }
      guard
        !terms.contains(where: { $0.unicodeScalars.contains { $0.properties.generalCategory == .control } })
      else {
        throw .invalid(field: "entries", reason: "line \(line): a term has control characters")
      }
      guard seen.insert(terms[0]).inserted else {
        throw .invalid(field: "entries", reason: "line \(line): the source term comes twice")
      }
      guard entries.count < GlossaryLimits.entries else {
        throw .tooLarge(what: "entries", count: entries.count + 1, limit: GlossaryLimits.entries)
      }
      entries.append(StoredGlossary.Entry(source: terms[0], target: terms[1]))
    }
    guard !entries.isEmpty else { throw .invalid(field: "entries", reason: "there are none") }
    return entries
  }
}
