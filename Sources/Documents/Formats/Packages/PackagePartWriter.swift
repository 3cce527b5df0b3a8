import Dragoman
import Foundation

/// Writes a part with translations in their places; everything else as it stands in the source.
struct PackagePartWriter {
  private let part: PackagePart
  private let units: [TranslatedUnit]
  /// Of all but paragraphs.
  private let edits: SourceEdits
  private let isRightToLeft: Bool?

  /// - Parameter sheets: new names of sheets by the old ones.
  init(
    _ part: PackagePart, _ units: [TranslatedUnit], source: LanguageTag?, target: LanguageTag,
    sheets: [String: String] = [:]
  ) {
    self.part = part
    self.units = units
    var edits = part.values.filter { !units[$0.unit].isUnchanged }.map { value in
      let text = units[value.unit].text
      return SourceEdits.Edit(
        range: value.range,
        bytes: value.quote.map { XMLEscape.value(text, quote: $0) } ?? XMLEscape.text(text))
    }
    edits += part.statements
    edits += part.copies.filter { !units[$0.unit].isUnchanged }.map {
      SourceEdits.Edit(range: $0.range, bytes: [])
    }
    if !sheets.isEmpty {
      edits += part.formulas.compactMap { formula in
        SheetNames.replaced(in: part.tree.text(formula.range), sheets, formula.syntax).map { text in
          SourceEdits.Edit(
            range: formula.range,
            bytes: formula.quote.map { XMLEscape.value(text, quote: $0) } ?? XMLEscape.text(text))
        }
      }
    }
    self.edits = SourceEdits(part.tree.bytes, edits)
    // Where both languages run alike, what the document says is right.
    isRightToLeft =
      target.direction == .rightToLeft ? true : source?.direction == .rightToLeft ? false : nil
  }

  func write() -> Data { part.encoding.encode(render(0..<part.tree.bytes.count)) }

  /// A stretch of the source with the paragraphs that lie in it.
  private func render(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var position = range.lowerBound
    var index = firstParagraph(from: position)
    while index < part.paragraphs.count, part.paragraphs[index].range.lowerBound < range.upperBound {
      let paragraph = part.paragraphs[index]
      index += 1
      // What stands inside another paragraph is written with that.
      guard paragraph.range.lowerBound >= position, paragraph.range.upperBound <= range.upperBound,
        paragraph.segments.contains(where: { !units[$0.unit].isUnchanged })
      else { continue }
      result += edits.bytes(in: position..<paragraph.range.lowerBound)
      result += write(paragraph)
      position = paragraph.range.upperBound
    }
    return result + edits.bytes(in: position..<range.upperBound)
  }

  private func firstParagraph(from position: Int) -> Int {
    var (low, high) = (0, part.paragraphs.count)
    while low < high {
      let middle = (low + high) / 2
      if part.paragraphs[middle].range.lowerBound >= position { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func write(_ paragraph: PackagePart.Paragraph) -> [UInt8] {
    var result = head(of: paragraph)
    let emitter = RunEmitter(
      part.tree, part.runs,
      RunEmitter.Style(dialect: paragraph.dialect, prefix: paragraph.prefix, isRightToLeft: isRightToLeft),
      render: render)
    var item = 0
    var segments = paragraph.segments[...]
    while item < paragraph.items.count {
      if let segment = segments.first, segment.items.lowerBound == item {
        segments.removeFirst()
        if !units[segment.unit].isUnchanged {
          emitter.write(segment, of: paragraph.items, units[segment.unit])
          item = segment.items.upperBound
          continue
        }
      }
      emitter.write(paragraph.items[item])
      item += 1
    }
    emitter.end()
    result += emitter.output
    return result + part.tree.bytes[paragraph.content.upperBound..<paragraph.range.upperBound]
  }

  /// The paragraph's tag and properties, in the language's direction.
  private func head(of paragraph: PackagePart.Paragraph) -> [UInt8] {
    let head = paragraph.range.lowerBound..<paragraph.content.lowerBound
    guard let isRightToLeft, paragraph.dialect == .word || paragraph.dialect == .drawing else {
      return edits.bytes(in: head)
    }
    let properties = paragraph.properties ?? head.upperBound..<head.upperBound
    let tag = edits.bytes(in: head.lowerBound..<properties.lowerBound)
    let source = paragraph.properties.map { edits.bytes(in: $0) }
    switch paragraph.dialect {
    case .word:
      return tag
        + OfficeDirection.paragraphProperties(source, prefix: paragraph.prefix, isRightToLeft: isRightToLeft)
    case .drawing:
      return tag + DrawingDirection.properties(source, prefix: paragraph.prefix, isRightToLeft: isRightToLeft)
    case .sheet, .openDocument: return tag + (source ?? [])
    }
  }
}
