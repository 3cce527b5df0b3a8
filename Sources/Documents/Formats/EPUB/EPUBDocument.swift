import Dragoman
import Foundation

/// A book with places for its units.
struct EPUBDocument: ParsedDocument {
  let units: [DocumentUnit]
  let declaredLanguage: LanguageTag?
  private let format: String
  private let source: Data
  private let options: DocumentOptions
  private let pages: [EPUBPage]
  private let parts: [PackagePart]
  private let settings: [PackagePart]
  private let descriptions: [(list: Int, range: Range<Int>, page: EPUBPage)]

  init(_ source: Data, format: String, options: DocumentOptions, _ reading: EPUBReading) {
    self.source = source
    self.format = format
    self.options = options
    units = reading.units
    declaredLanguage = reading.language
    pages = reading.pages
    parts = reading.parts
    settings = reading.settings
    descriptions = reading.descriptions
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: format)
    guard units.contains(where: { !$0.isUnchanged }) else { return source }
    var contents: [String: Data] = [:]
    for page in pages {
      let bytes = try write(page, units)
      if let bytes { contents[page.name] = bytes }
      guard page.isSound, let bytes else { continue }
      do {
        try EPUBPage.check(bytes, format: format, name: page.name, limits: options.limits)
      } catch {
        throw unsound(page.name, error)
      }
    }
    var lists = settings
    for description in descriptions {
      guard let bytes = try write(description.page, units), lists.indices.contains(description.list) else {
        continue
      }
      let text = XMLEscape.text(String(decoding: bytes, as: UTF8.self))
      lists[description.list].statements.append(SourceEdits.Edit(range: description.range, bytes: text))
    }
    for part in parts + lists {
      let writer = PackagePartWriter(part, units, source: options.source, target: options.target)
      let bytes = writer.write()
      do {
        try XMLCheck.check(
          bytes, format: format, part: part.name, limits: options.limits, allowsDoctype: true)
      } catch {
        throw unsound(part.name, error)
      }
      contents[part.name] = bytes
    }
    let package = try ZipPackage(source, format: format, limits: options.limits)
    return try package.write(replacing: contents)
  }

  /// - Returns: nil where nothing of the page was changed.
  private func write(_ page: EPUBPage, _ units: [TranslatedUnit]) throws(DocumentError) -> Data? {
    guard units[page.units].contains(where: { !$0.isUnchanged }) else { return nil }
    let translated = zip(units[page.units], page.document.units).map { result, unit in
      var result = result
      result.id = unit.id
      return result
    }
    return try page.document.write(translated)
  }

  /// No reader could open it.
  private func unsound(_ part: String, _ error: DocumentError) -> DocumentError {
    DocumentError(
      .unitsLost, format: format, place: .part(part),
      reason: "its translation would not be well-formed: \(error.reason)")
  }
}
