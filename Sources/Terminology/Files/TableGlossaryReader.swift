import Documents
import Dragoman
import Foundation

/// A table, a row an entry. The first row names the columns: languages by their codes, `status`, `case`, `pos`, `domain`,
/// `note`, and `fr+` for what a translation into French may have besides; others are left alone. Several forms in a cell stand between ` | `. A table of two columns needs no names
/// where its languages are known.
struct TableGlossaryReader {
  private enum Column {
    case language(LanguageTag)
    /// Forms that a translation into the language may have besides.
    case accepted(LanguageTag)
    case status
    case caseRule
    case partOfSpeech
    case domain
    case note
    case other
  }

  let languages: (source: LanguageTag, target: LanguageTag)?

  func read(_ data: Data, name: String, into collector: inout EntryCollector) throws {
    let encoding = TextEncoding(markOf: data) ?? .utf8(hasMark: false)
    let bytes = Array(try encoding.decode(data, format: "glossary").utf8)
    let isTabbed = ["tsv", "tab"].contains(DocumentSource(Data(), name: name).fileExtension)
    let delimiter = Self.delimiter(of: bytes, isTabbed: isTabbed)
    let table = TableReader(bytes, delimiter: delimiter)
    guard let first = table.rows.first else { return }
    let header = first.map { table.text(table.cells[$0]).trimmingCharacters(in: .whitespaces) }
    var columns = Self.columns(header)
    var rows = table.rows.dropFirst()
    if columns == nil, let languages {
      columns = [.language(languages.source), .language(languages.target), .status, .note]
      rows = table.rows[...]
    }
    guard let columns else {
      throw GlossaryError(
        file: name,
        problems: [
          .init(line: 1, reason: "the first row does not name two languages, like zh,en,fr,status,note")
        ], advice: "name the columns in the first row, or say the languages with --from and --to")
    }
    var lines = LineCounter(bytes)
    for row in rows {
      let line = lines.line(ofByte: table.cells[row.lowerBound].range.lowerBound)
      if let damaged = row.first(where: { table.cells[$0].isDamaged }) {
        let place = lines.line(ofByte: table.cells[damaged].range.lowerBound)
        collector.complain(line: place, "a quotation mark is not closed, or something follows it in its cell")
        continue
      }
      let cells = row.map { table.text(table.cells[$0]).trimmingCharacters(in: .whitespacesAndNewlines) }
      if cells.allSatisfy(\.isEmpty) { continue }
      if cells.count > columns.count, cells[columns.count...].contains(where: { !$0.isEmpty }) {
        collector.complain(line: line, "it has \(cells.count) cells, and the first row has \(columns.count)")
        continue
      }
      let entry: GlossaryEntry
      do throws(Unknown) { entry = try Self.entry(cells, columns) } catch {
        collector.complain(line: line, error.reason)
        continue
      }
      try collector.add(entry, line: line)
    }
  }

  private struct Unknown: Error { let reason: String }

  private static func entry(_ cells: [String], _ columns: [Column]) throws(Unknown) -> GlossaryEntry {
    var entry = GlossaryEntry(forms: [:])
    for (cell, column) in zip(cells, columns) where !cell.isEmpty {
      switch column {
      case .language(let language): entry.forms[language, default: []] += forms(cell)
      case .accepted(let language): entry.accepted[language, default: []] += forms(cell)
      case .status:
        guard let status = status(cell) else {
          throw Unknown(reason: "status “\(cell.prefix(40))”: it is required, preferred, forbidden or keep")
        }
        entry.status = status
      case .caseRule:
        guard let rule = GlossaryEntry.CaseRule(rawValue: cell.lowercased()) else {
          throw Unknown(reason: "case “\(cell.prefix(40))”: it is follow or exact")
        }
        entry.caseRule = rule
      case .partOfSpeech: entry.partOfSpeech = cell
      case .domain: entry.domain = cell
      case .note: entry.note = cell
      case .other: break
      }
    }
    return entry
  }

  private static func forms(_ cell: String) -> [String] {
    cell.components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private static func status(_ text: String) -> GlossaryEntry.Status? {
    switch text.lowercased() {
    case "do-not-translate", "do not translate", "dnt": .keep
    case let word: GlossaryEntry.Status(rawValue: word)
    }
  }

  /// nil where the cells are no names.
  private static func columns(_ header: [String]) -> [Column]? {
    var columns: [Column] = []
    for name in header {
      switch name.lowercased() {
      case "status": columns.append(.status)
      case "case": columns.append(.caseRule)
      case "pos", "part of speech": columns.append(.partOfSpeech)
      case "domain", "subject": columns.append(.domain)
      case "note", "notes", "comment": columns.append(.note)
      case let other where other.hasSuffix("+"):
        columns.append(ValueReading.language(ofKey: String(name.dropLast())).map { .accepted($0) } ?? .other)
      default:
        columns.append(ValueReading.language(ofKey: name).map { .language($0) } ?? .other)
      }
    }
    let languages = columns.compactMap { if case .language(let language) = $0 { language } else { nil } }
    return Set(languages).count >= 2 || languages.count == 1 && columns.count > 1 && header.contains("status")
      ? columns : nil
  }

  /// The one that the first row has most of; a comma where it has none.
  private static func delimiter(of bytes: [UInt8], isTabbed: Bool) -> UInt8 {
    if TableDelimiter.declarationEnd(bytes) > 0 { return bytes[4] }
    let first = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let counts = Array(",;\t".utf8).map { mark in (mark, first.count { $0 == mark }) }
    guard let most = counts.max(by: { $0.1 < $1.1 }), most.1 > 0, !(isTabbed && first.contains(0x09)) else {
      return isTabbed ? 0x09 : UInt8(ascii: ",")
    }
    return most.0
  }
}
