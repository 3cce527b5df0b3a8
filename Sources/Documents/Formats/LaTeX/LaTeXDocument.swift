import Dragoman
import Foundation

/// A LaTeX source with places for its units.
struct LaTeXDocument: ParsedDocument {
  let units: [DocumentUnit]
  let declaredLanguage: LanguageTag?
  private let source: Data
  private let encoding: TextEncoding
  private let bytes: [UInt8]
  private let slots: [LaTeXReader.Slot]
  /// The unit of each slot.
  private let unitOf: [Int]
  private let language: LaTeXLanguage
  private let hasTypographicMarks: Bool

  init(
    source: Data, encoding: TextEncoding, bytes: [UInt8], options: DocumentOptions
  ) throws(DocumentError) {
    self.source = source
    self.encoding = encoding
    self.bytes = bytes
    language = LaTeXLanguage(bytes, target: options.target)
    declaredLanguage = language.declared
    let text = String(decoding: bytes, as: UTF8.self)
    hasTypographicMarks = text.unicodeScalars.contains { "“”‘’–—".unicodeScalars.contains($0) }
    let reader = try LaTeXReader(bytes, options: options, hasGermanShorthands: language.hasGermanShorthands)
    let slots = reader.slots
    var counts: [String: Int] = [:]
    var units: [DocumentUnit] = []
    var unitOf = slots.map { _ in 0 }
    // A footnote comes behind the paragraph that it is in.
    let order = slots.indices.sorted { (slots[$0].range.lowerBound, -$0) < (slots[$1].range.lowerBound, -$1) }
    for index in order {
      var unit = slots[index].unit
      counts[slots[index].kind, default: 0] += 1
      unit.id = "\(slots[index].kind)[\(counts[slots[index].kind] ?? 1)]"
      unitOf[index] = units.count
      units.append(unit)
    }
    self.slots = slots
    self.units = units
    self.unitOf = unitOf
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "latex")
    guard units.contains(where: { !$0.isUnchanged }) else { return source }
    var edits: [SourceEdits.Edit] = []
    for (slot, unit) in zip(slots, unitOf) where !units[unit].isUnchanged {
      // Those of the slots in this one.
      var inner: [SourceEdits.Edit] = []
      while let last = edits.last, last.range.lowerBound >= slot.range.lowerBound {
        inner.append(last)
        edits.removeLast()
      }
      let source = SourceEdits(bytes, inner)
      let writer = InlineWriter(
        stretches: slot.stretches, source: { Self.closed(source.bytes(in: $0)) },
        escape: LaTeXEscape(hasTypographicMarks: hasTypographicMarks, isOptional: slot.isOptional).text)
      edits.append(SourceEdits.Edit(range: slot.range, bytes: writer.write(units[unit])))
    }
    edits += language.edits
    if case .utf8 = encoding {} else { edits += encodingEdits }
    if case .utf8 = encoding, !bytes.contains(where: { $0 >= 0x80 }) { edits += encodingEdits }
    return encoding.encode(SourceEdits(bytes, edits).bytes(in: 0..<bytes.count))
  }

  /// Documents are written in UTF-8.
  private var encodingEdits: [SourceEdits.Edit] {
    LaTeXEncoding.optionRange(in: bytes).map { [SourceEdits.Edit(range: $0, bytes: Array("utf8".utf8))] }
      ?? []
  }

  /// A command whose name ends the stretch: a letter behind it would become part of the name.
  private static func closed(_ stretch: [UInt8]) -> [UInt8] {
    guard let last = stretch.last, LaTeXBraces.isLetter(last),
      let start = stretch.lastIndex(where: { !LaTeXBraces.isLetter($0) }),
      stretch[start] == UInt8(ascii: "\\")
    else { return stretch }
    return stretch + [UInt8(ascii: "{"), UInt8(ascii: "}")]
  }

  func warnings(of units: [TranslatedUnit]) -> [DocumentReport.Warning] {
    guard let message = language.warning, let first = units.first(where: { !$0.isUnchanged }) else {
      return []
    }
    return [DocumentReport.Warning(unit: first.id, code: "latex_preamble", message: message)]
  }
}
