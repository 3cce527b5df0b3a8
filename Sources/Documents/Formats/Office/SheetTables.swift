import Dragoman
import Foundation

/// Headings of the columns of tables: the table has them once more than the cell does, and formulas may name them.
struct SheetTables {
  private struct Heading {
    var text: String
    var value: XMLAttribute
  }

  private var tables: [(part: PackagePart, headings: [Heading])] = []
  /// Texts of cells that have to stay as they are.
  private(set) var kept: Set<String> = []

  init(_ reading: OfficeReading) throws(DocumentError) {
    for name in reading.contents.names(ofType: "spreadsheetml.table+xml") {
      guard let part = try reading.part(name) else { continue }
      let tree = part.tree
      let headings = tree.nodes.indices.filter { tree.name(of: $0) == "s:tableColumn" }.compactMap { node in
        tree.attribute("name", of: node).map {
          Heading(text: SheetText.decoded(tree.text($0.value)), value: $0)
        }
      }
      tables.append((part, headings))
    }
    guard !tables.isEmpty else { return }
    var named = Set<String>()
    let names = reading.contents.names(ofType: "spreadsheetml.worksheet+xml") + tables.map(\.part.name)
    for name in names + reading.contents.names(ofType: "sheet.main+xml") {
      if let bytes = try reading.package.read(name) { named.formUnion(Self.bracketed([UInt8](bytes))) }
    }
    for heading in tables.flatMap(\.headings) {
      let words = heading.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      // A heading of several lines is several units.
      if words != heading.text || named.contains(Self.plain(heading.text)) { kept.insert(heading.text) }
    }
  }

  /// The tables' parts with their headings where the cells' units go.
  /// - Returns: and for each table the units that must not become the same.
  func placed(_ units: [DocumentUnit]) -> (parts: [PackagePart], groups: [[Int]]) {
    let wanted = Set(tables.flatMap { $0.headings.map(\.text) })
    var unitOf: [String: Int] = [:]
    for (index, unit) in units.enumerated() where wanted.contains(unit.text) && unitOf[unit.text] == nil {
      unitOf[unit.text] = index
    }
    var parts: [PackagePart] = []
    var groups: [[Int]] = []
    for table in tables {
      var part = table.part
      part.values = table.headings.compactMap { heading in
        guard !kept.contains(heading.text), let unit = unitOf[heading.text] else { return nil }
        return PackagePart.Value(range: heading.value.value, unit: unit, quote: heading.value.quote)
      }
      guard !part.values.isEmpty else { continue }
      groups.append(part.values.map(\.unit))
      parts.append(part)
    }
    return (parts, groups)
  }

  /// What stands between brackets, as columns do in formulas.
  private static func bracketed(_ bytes: [UInt8]) -> Set<String> {
    var found = Set<String>()
    var start: Int?
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "[") {
        start = index + 1
      } else if byte == UInt8(ascii: "]"), let from = start {
        if index - from <= 1024 {
          let range = from..<index
          found.insert(plain(String(ScalarPlaces(bytes, range, resolves: true).map { Character($0.scalar) })))
        }
        start = nil
      }
    }
    return found
  }

  /// In formulas an apostrophe stands before some characters, and `@` before a column of the row.
  private static func plain(_ text: String) -> String {
    text.filter { $0 != "'" && $0 != "@" && $0 != "#" }.lowercased()
  }
}
