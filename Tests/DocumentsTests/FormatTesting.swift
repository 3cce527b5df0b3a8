import Documents
import Dragoman
import Foundation

/// What tests of formats have in common.
enum FormatTesting {
  static func parse(
    _ format: some DocumentFormat, _ text: String, to target: LanguageTag = .french
  ) throws -> any ParsedDocument {
    try format.parse(
      DocumentSource(Data(text.utf8)), options: DocumentOptions(source: .english, target: target))
  }

  /// The texts of a document's units.
  static func texts(_ format: some DocumentFormat, _ text: String) throws -> [String] {
    try parse(format, text).units.map(\.text)
  }

  /// The document with every unit changed by `change`, which has to know nothing of tags.
  static func rewritten(
    _ format: some DocumentFormat, _ text: String, to target: LanguageTag = .french,
    engine: some UnitTranslating = MirrorEngine()
  ) async throws -> String {
    let documents = DocumentTranslator(engine: engine, registry: FormatRegistry([format]))
    let result = try await documents.translate(
      DocumentSource(Data(text.utf8)), format: format.name,
      options: DocumentOptions(source: .english, target: target))
    return String(decoding: result.bytes, as: UTF8.self)
  }

  /// The document read and written, with the target what the source is.
  static func unchanged(_ format: some DocumentFormat, _ bytes: Data) async throws -> Data {
    let documents = DocumentTranslator(engine: IdentityEngine(), registry: FormatRegistry([format]))
    return try await documents.translate(
      DocumentSource(bytes), format: format.name, options: DocumentOptions(source: .english, target: .english)
    ).bytes
  }

  /// The document written by way of every unit's text and tags, as if each had been changed to itself.
  static func rebuilt(_ format: some DocumentFormat, _ text: String) throws -> String {
    let document = try parse(format, text, to: .english)
    let units = document.units.map { TranslatedUnit(id: $0.id, text: $0.text, tags: $0.tags) }
    return String(decoding: try document.write(units), as: UTF8.self)
  }
}

extension LanguageTag {
  static let french = LanguageTag(canonicalLanguage: "fr")
  static let arabic = LanguageTag(canonicalLanguage: "ar")
}

extension String {
  /// How often `part` is in it.
  func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
