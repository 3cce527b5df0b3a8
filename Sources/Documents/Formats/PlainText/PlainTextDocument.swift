import Dragoman
import Foundation

/// A plain text in paragraphs and cells.
struct PlainTextDocument: ParsedDocument {
  let units: [DocumentUnit]
  private let source: Data
  private let encoding: TextEncoding
  private let layout: TextLayout

  init(source: Data, encoding: TextEncoding, text: String) {
    self.source = source
    self.encoding = encoding
    layout = TextLayout(text)
    var onLine: (line: Int, count: Int) = (0, 0)
    units = layout.units.map { unit in
      onLine = unit.line == onLine.line ? (unit.line, onLine.count + 1) : (unit.line, 1)
      return DocumentUnit(
        id: "line[\(unit.line)]/text[\(onLine.count)]", text: unit.text, preservesSpace: true)
    }
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "txt")
    guard units.contains(where: { !$0.isUnchanged }) else { return source }
    do {
      return encoding.encode(Array(try layout.render(translations: units.map(\.text)).utf8))
    } catch {
      throw DocumentError(.unitsLost, format: "txt", reason: error.description)
    }
  }
}
