import Dragoman
import Foundation

/// An HTML source with places for its units.
struct HTMLDocument: ParsedDocument {
  let units: [DocumentUnit]
  let declaredLanguage: LanguageTag?
  private let source: Data
  private let encoding: TextEncoding
  private let target: LanguageTag
  private let reader: HTMLReader
  /// Whether it has to be well-formed.
  private let isXML: Bool

  init(source: Data, encoding: TextEncoding, text: String, options: DocumentOptions, isXML: Bool = false) {
    self.source = source
    self.encoding = encoding
    self.isXML = isXML
    target = options.target
    reader = HTMLReader(Array(text.utf8), parts: options.parts, isXML: isXML)
    units = reader.units
    let bytes = reader.bytes
    declaredLanguage = reader.root?.attributes.first { $0.name == "lang" && $0.hasValue }
      .flatMap { try? LanguageTag(String(decoding: bytes[$0.value], as: UTF8.self)) }
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "html")
    guard units.contains(where: { !$0.isUnchanged }) else { return source }
    var edits = reader.attributes.filter { !units[$0.unit].isUnchanged }.map { slot in
      SourceEdits.Edit(
        range: slot.range,
        bytes: HTMLEscape.value(units[slot.unit].text, quote: slot.quote ?? 0, isXML: isXML))
    }
    edits += rootEdits()
    if case .named = encoding {
      edits += reader.charsets.map { SourceEdits.Edit(range: $0, bytes: Array("utf-8".utf8)) }
    }
    let inner = SourceEdits(reader.bytes, edits)
    var outer = SourceEdits.Cursor(inner)
    for slot in reader.paragraphs where !units[slot.unit].isUnchanged {
      let writer = InlineWriter(stretches: slot.stretches, source: inner.bytes(in:)) {
        HTMLEscape.text($0, isXML: isXML)
      }
      outer.replace(slot.range, with: writer.write(units[slot.unit]))
    }
    return encoding.encode(outer.finish())
  }

  /// The page says its new language and direction.
  private func rootEdits() -> [SourceEdits.Edit] {
    guard let root = reader.root else { return [] }
    var edits: [SourceEdits.Edit] = []
    var added = ""
    func set(_ name: String, _ value: String, adds: Bool) {
      if let attribute = root.attributes.first(where: { $0.name == name }), attribute.hasValue {
        edits.append(SourceEdits.Edit(range: attribute.value, bytes: Array(value.utf8)))
      } else if adds {
        added += " \(name)=\"\(value)\""
      }
    }
    // XHTML 1.1 knows only the second one.
    set("lang", target.code, adds: !isXML)
    set("xml:lang", target.code, adds: isXML)
    set("dir", target.direction.rawValue, adds: target.direction == .rightToLeft)
    if !added.isEmpty {
      edits.append(SourceEdits.Edit(range: root.nameEnd..<root.nameEnd, bytes: Array(added.utf8)))
    }
    return edits
  }
}
