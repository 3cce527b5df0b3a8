import Dragoman
import Foundation

/// A source whose values are units, or have units in them.
struct ValueDocument: ParsedDocument {
  /// What a reader found.
  struct Source: Sendable {
    var format: String
    var data: Data
    /// UTF-8, without a byte order mark.
    var bytes: [UInt8]
    /// In the order of the source, apart from each other.
    var slots: [ValueSlot]
    /// How braces are read in each.
    var syntaxes: [MessageSyntax]
    /// What is no text in the document beside its values: numbers, switches.
    var otherValues = 0
    /// Every value is for people.
    var isCatalogue: Bool
    /// A key around everything that says the language; it is no part of paths.
    var root: String?
    var declaredLanguage: LanguageTag?
    /// Where the document says its language.
    var languageEdits: [SourceEdits.Edit] = []
    var encode: @Sendable ([UInt8]) -> Data
  }

  let units: [DocumentUnit]
  let values: ValueUnits
  private let source: Source

  var declaredLanguage: LanguageTag? { source.declaredLanguage }

  init(_ source: Source, options: DocumentOptions) {
    self.source = source
    values = ValueUnits(source, keys: options.keys)
    units = values.units
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: source.format)
    guard units.contains(where: { !$0.isUnchanged }) else { return source.data }
    var edits = source.languageEdits
    for (value, text) in values.changed(units) {
      let slot = source.slots[value.slot]
      edits.append(.init(range: slot.range, bytes: slot.encoded(text)))
    }
    return source.encode(SourceEdits(source.bytes, edits).bytes(in: 0..<source.bytes.count))
  }

  func warnings(of units: [TranslatedUnit]) -> [DocumentReport.Warning] { values.warnings(of: units) }
}
