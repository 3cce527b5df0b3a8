import Dragoman

/// The entry of a PO file that tells of the file, and its fields.
struct POHeader: Sendable {
  private let bytes: [UInt8]
  private let field: POEntry.Field
  private let characters: [(scalar: Unicode.Scalar, range: Range<Int>)]
  /// Names, and where their values are among the characters.
  private var values: [(name: String, range: Range<Int>)] = []

  /// - Returns: nil for an entry that is none.
  init?(_ entry: POEntry, _ bytes: [UInt8]) {
    guard entry.context == nil, let id = entry.id, id.literals.allSatisfy(\.isEmpty),
      let field = entry.translations.first?.field,
      let characters = POString.characters(bytes, field.literals)
    else { return nil }
    self.bytes = bytes
    self.field = field
    self.characters = characters
    var start = 0
    while start < characters.count {
      let end = characters[start...].firstIndex { $0.scalar == "\n" } ?? characters.count
      if let colon = characters[start..<end].firstIndex(where: { $0.scalar == ":" }) {
        var value = colon + 1
        while value < end, characters[value].scalar == " " { value += 1 }
        values.append((text(start..<colon), value..<end))
      }
      start = end + 1
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(characters[range].map(\.scalar)))
  }

  subscript(name: String) -> String? { values.first { $0.name == name }.map { text($0.range) } }

  /// What is written for new values of fields; those that are not there come behind the others.
  func edits(setting new: [(name: String, value: String)], style: POStyle) -> [SourceEdits.Edit] {
    var edits: [SourceEdits.Edit] = []
    var added: [UInt8] = []
    for (name, value) in new {
      guard let old = values.first(where: { $0.name == name }) else {
        added += style.lineEnd + Array("\"\(name): \(value)\\n\"".utf8)
        continue
      }
      let escaped = value.unicodeScalars.map(POString.escaped).joined()
      if old.range.isEmpty {
        let behind = characters[old.range.lowerBound - 1]
        let space = behind.scalar == " " ? "" : " "
        edits.append(
          SourceEdits.Edit(
            range: behind.range.upperBound..<behind.range.upperBound, bytes: Array((space + escaped).utf8)))
      } else {
        // Over the lines of the file that it may have.
        let range =
          characters[old.range.lowerBound].range
          .lowerBound..<characters[old.range.upperBound - 1].range.upperBound
        edits.append(SourceEdits.Edit(range: range, bytes: Array(escaped.utf8)))
      }
    }
    if !added.isEmpty {
      let end = field.value.upperBound
      // The last field may have no line end.
      let isOpen = characters.last.map { $0.scalar != "\n" } ?? false
      edits.append(
        SourceEdits.Edit(range: end - 1..<end, bytes: (isOpen ? Array("\\n".utf8) : []) + [0x22] + added))
    }
    return edits
  }

  /// Those of a file that has no such entry.
  static func new(_ fields: [(name: String, value: String)], style: POStyle) -> [UInt8] {
    let all = [
      ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=UTF-8"),
      ("Content-Transfer-Encoding", "8bit"),
    ]
    var bytes = Array("msgid \"\"".utf8) + style.lineEnd + Array("msgstr \"\"".utf8) + style.lineEnd
    for (name, value) in all + fields.filter({ $0.name != "Content-Type" }) {
      bytes += Array("\"\(name): \(value)\\n\"".utf8) + style.lineEnd
    }
    return bytes + style.lineEnd
  }
}
