import Documents
import Dragoman
import Foundation

/// Packages of Office Open XML made of strings.
enum OfficeTesting {
  static let word =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
    + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""

  static func docx(_ body: String, parts: [(name: String, type: String, content: String)] = []) -> Data {
    package(
      [
        (
          "word/document.xml", "wordprocessingml.document.main+xml",
          "<w:document \(word)><w:body>\(body)</w:body></w:document>"
        )
      ] + parts)
  }

  static func xlsx(strings: String, parts: [(name: String, type: String, content: String)] = []) -> Data {
    let sheet = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    return package(
      [
        ("xl/workbook.xml", "spreadsheetml.sheet.main+xml", "<workbook \(sheet)/>"),
        ("xl/sharedStrings.xml", "spreadsheetml.sharedStrings+xml", "<sst \(sheet)>\(strings)</sst>"),
      ] + parts)
  }

  static func pptx(slide: String, parts: [(name: String, type: String, content: String)] = []) -> Data {
    let names =
      "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""
      + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
    return package(
      [
        ("ppt/presentation.xml", "presentationml.presentation.main+xml", "<p:presentation \(names)/>"),
        (
          "ppt/slides/slide1.xml", "presentationml.slide+xml",
          "<p:sld \(names)><p:cSld>\(slide)</p:cSld></p:sld>"
        ),
      ] + parts)
  }

  static func package(_ parts: [(name: String, type: String, content: String)]) -> Data {
    var types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    for part in parts where !part.type.isEmpty {
      let prefix = "application/vnd.openxmlformats-officedocument."
      types += "<Override PartName=\"/\(part.name)\" ContentType=\"\(prefix)\(part.type)\"/>"
    }
    let members = [ZipWriting.Member("[Content_Types].xml", types + "</Types>")]
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
    return ZipWriting.archive(
      members
        + parts.map {
          ZipWriting.Member($0.name, $0.type.isEmpty ? $0.content : head + $0.content, isDeflated: true)
        })
  }

  static func parse(
    _ format: some DocumentFormat, _ bytes: Data, to target: LanguageTag = .french,
    from: LanguageTag = .english
  ) throws -> any ParsedDocument {
    try format.parse(DocumentSource(bytes), options: DocumentOptions(source: from, target: target))
  }

  /// A part of the document after a translation to capitals.
  static func rewritten(
    _ format: some DocumentFormat, _ bytes: Data, part: String, to target: LanguageTag = .french,
    engine: some UnitTranslating = MirrorEngine()
  ) async throws -> String {
    let documents = DocumentTranslator(engine: engine, registry: FormatRegistry([format]))
    let result = try await documents.translate(
      DocumentSource(bytes), options: DocumentOptions(source: .english, target: target))
    return try content(part, of: result.bytes)
  }

  static func content(_ part: String, of bytes: Data) throws -> String {
    let package = try ZipPackage(bytes, format: "zip", limits: DocumentLimits())
    return String(decoding: try package.read(part) ?? Data(), as: UTF8.self)
  }

  /// The document's part written by way of every unit's text and tags, as if each had been changed to itself.
  static func rebuilt(_ format: some DocumentFormat, _ bytes: Data, part: String) throws -> String {
    let document = try parse(format, bytes, to: .english)
    let units = document.units.map { TranslatedUnit(id: $0.id, text: $0.text, tags: $0.tags) }
    return try content(part, of: try document.write(units))
  }
}
