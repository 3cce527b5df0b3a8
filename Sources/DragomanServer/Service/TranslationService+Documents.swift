import Documents
import Dragoman
import Foundation

extension TranslationService {
  /// Reads and counts a document before it is taken in, so that what is wrong with it is said at once.
  ///
  /// - Throws: ``ServiceError``, `DocumentError`, `TranslatorError`
  package func prepare(_ request: DocumentRequest) async throws -> PreparedDocument {
    let size = request.file.bytes.count
    guard size <= options.documentBytes else {
      throw ServiceError.tooLarge(what: "bytes", count: size, limit: options.documentBytes)
    }
    guard size > 0 else { throw ServiceError.invalid(field: "file", reason: "it is empty") }
    let target = try language(request.to)
    let source = try request.from.map { try language($0) }
    var documentOptions = DocumentOptions(source: source, target: target)
    documentOptions.bilingual = request.bilingual
    documentOptions.keepsTerms = request.keepsTerms
    documentOptions.limits.bytes = options.documentBytes
    // A packed document of the size that is allowed may be some times as large inside.
    documentOptions.limits.unpackedBytes = options.documentBytes * 8
    let file = DocumentSource(Data(request.file.bytes), name: request.file.name)
    let format =
      if let name = request.format { try registry.format(named: name) } else { try registry.format(of: file) }
    let domain = try domain(of: request.knowledge, text: try format.text(of: file, documentOptions))
    let translation = try translation(of: request.knowledge, domain: domain)
    if let source, translation.preferredModel == nil { try checkRoute(from: source, to: target) }
    let survey = try DocumentTranslator(engine: engine.units(translation), registry: registry)
      .survey(file, format: format.name, options: documentOptions)
    let stem = Self.stem(of: request.file.name)
    return PreparedDocument(
      request: request, options: documentOptions, format: format.name, translation: translation,
      domain: domain, survey: survey, outputName: "\(stem).\(target.code).\(survey.fileExtension)")
  }

  private func checkRoute(from source: LanguageTag, to target: LanguageTag) throws {
    guard source.language != target.language, !languages.leads(from: source, to: target) else { return }
    let installed = engine.models.map { "\($0.from)-\($0.to)" }.sorted()
    throw TranslatorError.noRoute(
      RouteGap(from: source.code, to: target.code, installed: installed, missing: []))
  }

  /// Formats by name with the extensions of their files.
  package var formats: [(name: String, extensions: [String])] {
    registry.formats.map { ($0.name, $0.fileExtensions) }
  }

  private static func stem(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
      return name.isEmpty ? "document" : name
    }
    return String(name[..<dot])
  }
}

extension DocumentFormat {
  /// What a document says, without its tags.
  func text(of source: DocumentSource, _ options: DocumentOptions) throws -> String {
    try parse(source, options: options).units.map(\.text).joined(separator: "\n")
  }
}
