import Documents
import Dragoman
import Foundation

/// An input that is a document and not plain text.
struct DocumentInput {
  private let source: DocumentSource
  private let format: any DocumentFormat
  private let name: String

  /// - Parameters:
  ///   - format: the name of the format to read it as; files are recognised when nil.
  ///   - takesText: plain text is a document as well.
  /// - Returns: nil for plain text, which goes the way of every text.
  init?(_ input: TranslationInput, _ bytes: Data, format name: String?, takesText: Bool) throws {
    let registry = FormatRegistry.standard
    let source = DocumentSource(bytes, name: input.path)
    let found: any DocumentFormat
    if let name {
      found = try registry.format(named: name)
    } else if input.path != nil {
      found = Self.recognised(source, in: registry)
    } else {
      found = PlainTextFormat()
    }
    guard takesText || !(found is PlainTextFormat) else { return nil }
    self.source = source
    self.name = input.name
    format = found
  }

  /// What no format knows is left to the reader of texts, whose message says which byte is none.
  private static func recognised(_ source: DocumentSource, in registry: FormatRegistry) -> any DocumentFormat
  {
    (try? registry.format(of: source)) ?? PlainTextFormat()
  }

  func translate(
    with translator: Translator, reading: DocumentOptions, options: TranslationOptions
  ) async throws -> TranslatedDocument {
    let bar = ProgressBar()
    defer { bar.finish() }
    let documents = DocumentTranslator(engine: TranslatorEngine(translator, options: options))
    return try await documents.translate(source, format: format.name, options: reading) { [name] progress in
      bar.update(
        label: name, fraction: Double(progress.completedUnits) / Double(max(progress.totalUnits, 1)),
        detail: "\(progress.completedUnits) of \(progress.totalUnits) units")
    }
  }
}
