import Dragoman
import Foundation

/// Reads the parts of a package one after another.
struct OfficeReading {
  let format: String
  let options: DocumentOptions
  let package: ZipPackage
  let contents: OfficeContents
  private(set) var units: [DocumentUnit] = []
  private(set) var parts: [PackagePart] = []
  private var settings: [PackagePart] = []
  private let source: Data
  private var sheets: SheetNames?
  private var groups: [[Int]] = []

  init(_ source: DocumentSource, format: String, options: DocumentOptions) throws(DocumentError) {
    try options.limits.check(source, format: format)
    self.format = format
    self.options = options
    self.source = source.bytes
    package = try ZipPackage(source.bytes, format: format, limits: options.limits)
    contents = try OfficeContents(package, format: format, limits: options.limits)
  }

  /// The main part's name.
  /// - Parameter types: ends of types that it may have.
  func mainPart(_ types: [String], kind: String) throws(DocumentError) -> String {
    for type in types {
      if let name = contents.names(ofType: type).first { return name }
    }
    throw DocumentError(
      .damaged, format: format, place: .part(OfficeContents.name), reason: "it names no \(kind)",
      advice: "check that it is of this format, or leave the format to be recognised")
  }

  /// The part as it is; nil where the package has none of that name.
  func part(_ name: String) throws(DocumentError) -> PackagePart? {
    guard let bytes = try package.read(name) else { return nil }
    return try PackagePart(bytes, name: name, format: format, limits: options.limits)
  }

  mutating func read(_ name: String, _ scope: OfficePartReader.Scope) throws(DocumentError) {
    guard let part = try part(name) else { return }
    read(part, scope)
  }

  mutating func read(_ part: PackagePart, _ scope: OfficePartReader.Scope) {
    var scope = scope
    scope.readsHidden = options.parts.contains(.hidden)
    scope.readsFormulas = options.parts.contains(.sheetNames)
    if !options.parts.contains(.alternativeTexts) { scope.describedElements = [] }
    parts.append(OfficePartReader.read(part, scope, target: options.target, units: &units))
  }

  mutating func readAll(ofType type: String, _ scope: OfficePartReader.Scope) throws(DocumentError) {
    for name in contents.names(ofType: type) { try read(name, scope) }
  }

  /// Parts that only tell the language.
  mutating func readSettings(ofType type: String) throws(DocumentError) {
    for name in contents.names(ofType: type) {
      guard let part = try part(name) else { continue }
      var none: [DocumentUnit] = []
      var scope = OfficePartReader.Scope()
      scope.readsParagraphs = false
      settings.append(OfficePartReader.read(part, scope, target: options.target, units: &none))
    }
  }

  mutating func readMetadata() throws(DocumentError) {
    guard options.parts.contains(.metadata) else { return }
    var scope = OfficePartReader.Scope()
    scope.plainElements = ["dc:title", "dc:subject", "dc:description", "cp:keywords", "cp:category"]
    try readAll(ofType: "package.core-properties+xml", scope)
  }

  /// Parts whose values are units of other parts.
  mutating func add(_ tables: SheetTables) {
    let placed = tables.placed(units)
    parts += placed.parts
    groups += placed.groups
  }

  /// The names of sheets, which the workbook has.
  mutating func readSheetNames(_ workbook: String) throws(DocumentError) {
    guard options.parts.contains(.sheetNames), var part = try part(workbook) else { return }
    var names: [Int: String] = [:]
    for node in part.tree.nodes.indices where part.tree.name(of: node) == "s:sheet" {
      guard let attribute = part.tree.attribute("name", of: node) else { continue }
      let name = part.tree.text(attribute.value)
      part.values.append(PackagePart.Value(range: attribute.value, unit: units.count, quote: attribute.quote))
      names[units.count] = name
      units.append(DocumentUnit(id: "\(workbook)/sheet[\(names.count)]", text: name))
    }
    sheets = SheetNames(names: names)
    var scope = OfficePartReader.Scope()
    scope.readsParagraphs = false
    scope.readsFormulas = true
    read(part, scope)
  }

  func document() throws(DocumentError) -> PackageDocument {
    try options.limits.check(units, format: format)
    return PackageDocument(
      source, format: format, options: options, units: units, parts: parts, settings: settings,
      sheets: sheets, groups: groups)
  }
}
