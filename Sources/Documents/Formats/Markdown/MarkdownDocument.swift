import Dragoman
import Foundation

/// A Markdown source with places for its units.
struct MarkdownDocument: ParsedDocument {
  private struct Slot {
    var range: Range<Int>
    var unit: Int
    var stretches: [Int: InlineBuilder.Stretch] = [:]
    var isCell = false
  }

  private(set) var units: [DocumentUnit] = []
  private let source: Data
  private let encoding: TextEncoding
  private let bytes: [UInt8]
  private let labels: Set<String>
  private var paragraphs: [Slot] = []
  /// Descriptions of images, which stand inside paragraphs.
  private var descriptions: [Slot] = []

  init(source: Data, encoding: TextEncoding, bytes: [UInt8], options: DocumentOptions) {
    self.source = source
    self.encoding = encoding
    self.bytes = bytes
    let blocks = MarkdownBlocks(bytes)
    labels = blocks.labels
    var counts: [MarkdownBlocks.Kind: Int] = [:]
    for block in blocks.texts {
      counts[block.kind, default: 0] += 1
      let id = "\(block.kind.rawValue)[\(counts[block.kind] ?? 1)]"
      var parser = MarkdownInlines(bytes, lines: block.lines, labels: blocks.labels)
      var builder = parser.read()
      if builder.hasText, let range = builder.range, Translatability.isTranslatable(builder.text) {
        paragraphs.append(
          Slot(range: range, unit: units.count, stretches: builder.stretches, isCell: block.kind == .cell))
        units.append(builder.unit(id: id))
      }
      guard options.parts.contains(.alternativeTexts) else { continue }
      for (number, range) in parser.descriptions.enumerated() {
        var text = InlineBuilder()
        for place in MarkdownText.characters(of: bytes, in: range) { text.add(place.scalar, at: place.range) }
        guard text.hasText, let range = text.range, Translatability.isTranslatable(text.text) else {
          continue
        }
        descriptions.append(Slot(range: range, unit: units.count, isCell: block.kind == .cell))
        units.append(text.unit(id: "\(id)/image[\(number + 1)]"))
      }
    }
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "markdown")
    guard units.contains(where: { !$0.isUnchanged }) else { return source }
    let inner = SourceEdits(
      bytes,
      descriptions.filter { !units[$0.unit].isUnchanged }.map { slot in
        let escape = MarkdownEscape(labels: labels, isCell: slot.isCell)
        return SourceEdits.Edit(range: slot.range, bytes: escape.text(units[slot.unit].text))
      })
    var outer = SourceEdits.Cursor(inner)
    for slot in paragraphs where !units[slot.unit].isUnchanged {
      let escape = MarkdownEscape(labels: labels, isCell: slot.isCell)
      let writer = InlineWriter(
        stretches: slot.stretches, source: inner.bytes(in:), escape: escape.text)
      let written = writer.write(units[slot.unit])
      outer.replace(slot.range, with: slot.isCell ? written : MarkdownEscape.lineStart(written))
    }
    return encoding.encode(outer.finish())
  }
}
