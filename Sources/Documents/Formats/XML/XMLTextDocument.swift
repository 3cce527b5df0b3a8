import Dragoman
import Foundation

/// XML with places for the units of its text.
struct XMLTextDocument: ParsedDocument {
  let units: [DocumentUnit]
  private let bytes: [UInt8]
  private let slots: [XMLTextReader.Slot]

  /// Around a fragment, so that its texts and elements are in one, too.
  private static let opening = Array("<_>".utf8)
  private static let closing = Array("</_>".utf8)

  init(_ source: [UInt8], _ options: XMLTextOptions) {
    bytes = Self.opening + source + Self.closing
    var reader = XMLTextReader(XMLTree(bytes, prefixes: [:]), options)
    reader.read()
    (units, slots) = (reader.units, reader.slots)
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "xml")
    let source = SourceEdits(bytes)
    var outer = SourceEdits.Cursor(source)
    for slot in slots where !units[slot.unit].isUnchanged {
      let writer = InlineWriter(stretches: slot.stretches, source: source.bytes(in:)) { XMLEscape.text($0) }
      outer.replace(slot.range, with: writer.write(units[slot.unit]))
    }
    return Data(outer.finish().dropFirst(Self.opening.count).dropLast(Self.closing.count))
  }
}
