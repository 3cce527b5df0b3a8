import Dragoman
import Foundation

/// A package of XML parts with places for its units.
struct PackageDocument: ParsedDocument {
  let units: [DocumentUnit]
  private let format: String
  private let source: Data
  private let options: DocumentOptions
  private let parts: [PackagePart]
  /// Parts that tell the language: they are written whenever one is.
  private let settings: [PackagePart]

  /// Of spreadsheets.
  private let sheets: SheetNames?
  /// Units that must not become the same: headings of a table's columns.
  private let groups: [[Int]]
  /// Whether the document is one part and no archive.
  private let isFlat: Bool

  init(
    _ source: Data, format: String, options: DocumentOptions, units: [DocumentUnit], parts: [PackagePart],
    settings: [PackagePart], sheets: SheetNames?, groups: [[Int]], isFlat: Bool = false
  ) {
    self.source = source
    self.format = format
    self.options = options
    self.units = units
    self.parts = parts
    self.settings = settings
    self.sheets = sheets
    self.groups = groups
    self.isFlat = isFlat
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: format)
    guard units.contains(where: { !$0.isUnchanged }) else { return source }
    let (written, names) = named(apart(units))
    var contents: [String: Data] = [:]
    for part in parts {
      let isChanged = part.unitNumbers.contains { !written[$0].isUnchanged }
      if isChanged || (!names.isEmpty && !part.formulas.isEmpty) {
        contents[part.name] = try write(part, written, names)
      }
    }
    for part in settings { contents[part.name] = try write(part, written, names) }
    if isFlat { return contents.values.first ?? source }
    let package = try ZipPackage(source, format: format, limits: options.limits)
    return try package.write(replacing: contents)
  }

  private func write(
    _ part: PackagePart, _ units: [TranslatedUnit], _ sheets: [String: String]
  ) throws(DocumentError) -> Data {
    let bytes = PackagePartWriter(
      part, units, source: options.source, target: options.target, sheets: sheets
    ).write()
    do {
      try XMLCheck.check(bytes, format: format, part: part.name, limits: options.limits)
    } catch {
      // No program could open it.
      throw DocumentError(
        .unitsLost, format: format, place: .part(part.name),
        reason: "its translation would not be well-formed: \(error.reason)")
    }
    return bytes
  }

  /// Headings of one table that became the same are numbered.
  private func apart(_ units: [TranslatedUnit]) -> [TranslatedUnit] {
    var units = units
    for group in groups {
      var used: Set<String> = []
      for unit in group {
        let text = units[unit].text
        var number = 2
        while !used.insert(units[unit].text.lowercased()).inserted {
          units[unit].text = "\(text) \(number)"
          units[unit].isUnchanged = false
          number += 1
        }
      }
    }
    return units
  }

  /// With names that sheets may have.
  /// - Returns: and the new ones by the old ones in lower case.
  private func named(_ units: [TranslatedUnit]) -> ([TranslatedUnit], [String: String]) {
    guard let sheets else { return (units, [:]) }
    var units = units
    var names: [String: String] = [:]
    let allowed = sheets.allowed(
      Dictionary(sheets.names.keys.map { ($0, units[$0].text) }) { first, _ in first })
    for (unit, old) in sheets.names {
      guard let name = allowed[unit], name != old else { continue }
      units[unit].text = name
      units[unit].isUnchanged = false
      names[old.lowercased()] = name
    }
    return (units, names)
  }
}
