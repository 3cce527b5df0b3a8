import Dragoman
import Foundation

/// A package of Office Open XML with places for its units.
struct OfficeDocument: ParsedDocument {
  let units: [DocumentUnit]
  private let format: String
  private let source: Data
  private let options: DocumentOptions
  private let parts: [OfficePart]
  /// Parts without units that tell the language.
  private let settings: [OfficePart]

  init(
    _ source: Data, format: String, options: DocumentOptions, units: [DocumentUnit], parts: [OfficePart],
    settings: [OfficePart] = []
  ) {
    self.source = source
    self.format = format
    self.options = options
    self.units = units
    self.parts = parts
    self.settings = settings
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: format)
    guard units.contains(where: { !$0.isUnchanged }) else { return source }
    var contents: [String: Data] = [:]
    for part in parts where part.unitNumbers.contains(where: { !units[$0].isUnchanged }) {
      contents[part.name] = write(part, units)
    }
    for part in settings { contents[part.name] = write(part, units) }
    let package = try ZipPackage(source, format: format, limits: options.limits)
    return try package.write(replacing: contents)
  }

  private func write(_ part: OfficePart, _ units: [TranslatedUnit]) -> Data {
    OfficePartWriter(part, units, source: options.source, target: options.target).write()
  }
}
