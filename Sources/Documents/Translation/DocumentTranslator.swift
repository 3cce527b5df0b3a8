import Dragoman
import Foundation
import Inference

/// Translates whole documents: reads, translates unit by unit, sets the tags, writes, and reports.
///
///     let documents = DocumentTranslator(engine: TranslatorEngine(try Translator()))
///     let source = DocumentSource(try Data(contentsOf: url), name: url.path)
///     let result = try await documents.translate(source, options: DocumentOptions(target: .english))
public struct DocumentTranslator: Sendable {
  /// How far a document has come.
  public struct Progress: Sendable, Equatable {
    public var completedUnits: Int
    public var totalUnits: Int
  }

  /// Units that are between being handed to the engine and being placed.
  private static let window = 64
  /// UTF-8 bytes of a document that its language is told from.
  private static let sampleSize = 32_768

  public let engine: any UnitTranslating
  public let registry: FormatRegistry

  public init(engine: any UnitTranslating, registry: FormatRegistry = .standard) {
    self.engine = engine
    self.registry = registry
  }

  /// - Parameters:
  ///   - format: a format's name; recognised by content when nil.
  ///   - progress: called on any thread as units are done, in order.
  /// - Throws: ``DocumentError``, whatever the engine throws, `CancellationError`.
  public func translate(
    _ source: DocumentSource, format: String? = nil, options: DocumentOptions,
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws -> TranslatedDocument {
    do {
      return try await translate(
        source, as: self.format(named: format, of: source), options: options, progress: progress)
    } catch let error as DocumentError {
      throw error.inFile(source.name)
    }
  }

  /// Reads a document and counts what is in it.
  ///
  /// - Parameter format: a format's name; recognised by content when nil.
  /// - Throws: ``DocumentError``
  public func survey(
    _ source: DocumentSource, format: String? = nil, options: DocumentOptions
  ) throws(DocumentError) -> DocumentSurvey {
    do {
      let found = try self.format(named: format, of: source)
      let document = try parse(source, as: found, options: options)
      var report = DocumentReport(file: source.name, format: found.name, from: "", to: options.target.code)
      report.count(document.units)
      return DocumentSurvey(
        format: found.name,
        fileExtension: options.outputExtension(for: found) ?? source.fileExtension ?? found.fileExtensions
          .first
          ?? "",
        units: report.units, words: report.words, characters: report.characters)
    } catch {
      throw error.inFile(source.name)
    }
  }

  private func format(
    named name: String?, of source: DocumentSource
  ) throws(DocumentError) -> any DocumentFormat {
    if let name { try registry.format(named: name) } else { try registry.format(of: source) }
  }

  private func parse(
    _ source: DocumentSource, as format: any DocumentFormat, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: format.name)
    let document = try format.parse(source, options: options)
    try options.limits.check(document.units, format: format.name)
    return document
  }

  private func translate(
    _ source: DocumentSource, as format: any DocumentFormat, options: DocumentOptions,
    progress: (@Sendable (Progress) -> Void)?
  ) async throws -> TranslatedDocument {
    let start = ContinuousClock.now
    let form = options.bilingualForm(for: format)
    var options = options
    // What has room for both languages shows them itself.
    if options.bilingual != nil, form == nil { options.transcripts.isBilingual = true }
    let document = try parse(source, as: format, options: options)
    let wanted = document.units.indices.filter { Translatability.isTranslatable(document.units[$0].text) }
    let from =
      if let known = options.source { known } else if wanted.isEmpty {
        document.declaredLanguage ?? options.target
      } else { try language(of: document, wanted) }
    var report = DocumentReport(
      file: source.name, format: format.name, from: from.code, to: options.target.code)
    report.count(document.units)
    let (units, blocks, terms) = try await translate(
      document.units, wanted, from: from, options, report: &report, progress: progress)
    if !wanted.isEmpty, from.language != options.target.language, report.untranslated == wanted.count {
      throw DocumentError(
        .unchanged, file: source.name, format: format.name,
        reason: "its text came back unchanged from \(from.code) to \(options.target.code)")
    }
    try document.check(units, format: format.name)
    var result = TranslatedDocument(
      bytes: Data(), sources: document.units, units: units, blocks: blocks, report: report, terms: terms)
    if let form {
      let review = BilingualDocument(
        name: source.name.map(BilingualDocument.title), from: from, to: options.target, rows: result.rows)
      result.bytes = try review.written(as: form)
    } else {
      result.bytes = try document.write(units)
      result.report.warnings += document.warnings(of: units)
    }
    result.report.seconds = (ContinuousClock.now - start).seconds
    return result
  }

  private func language(of document: any ParsedDocument, _ wanted: [Int]) throws -> LanguageTag {
    var sample = ""
    for index in wanted {
      sample += document.units[index].text + "\n"
      if sample.utf8.count > Self.sampleSize { break }
    }
    guard let language = engine.language(of: sample) ?? document.declaredLanguage else {
      throw TranslatorError.undeterminedLanguage
    }
    return language
  }

  /// - Parameter wanted: the units that have something to translate.
  private func translate(
    _ units: [DocumentUnit], _ wanted: [Int], from: LanguageTag, _ options: DocumentOptions,
    report: inout DocumentReport, progress: (@Sendable (Progress) -> Void)?
  ) async throws -> ([TranslatedUnit], [[TextTranslation.Block]], [DocumentTerm]) {
    // A text that comes often, as in tables, is translated once.
    var texts: [String] = []
    var users: [[Int]] = []
    var indexOf: [String: Int] = [:]
    for index in wanted {
      if let known = indexOf[units[index].text] {
        users[known].append(index)
      } else {
        indexOf[units[index].text] = texts.count
        texts.append(units[index].text)
        users.append([index])
      }
    }
    let to = options.target
    var results = units.map { TranslatedUnit(unchanged: $0) }
    var blocks = units.map { _ in [TextTranslation.Block]() }
    var warnings: [Int: [DocumentReport.Warning]] = [:]
    func place(_ translation: TextTranslation, in users: [Int]) {
      for index in users {
        let placement = TagPlacement(units[index], translation)
        results[index] = placement.unit
        blocks[index] = translation.blocks
        warnings[index] = report.note(units[index], translation, placement)
      }
    }
    var waiting: [TextTranslation] = []
    var next = 0
    var completed = 0
    try await eachTranslation(of: texts, { [engine] in try await engine.translate($0, from: from, to: to) }) {
      translation in
      if options.keepsTerms { waiting.append(translation) } else { place(translation, in: users[next]) }
      completed += users[next].count
      next += 1
      progress?(Progress(completedUnits: completed, totalUnits: wanted.count))
    }
    guard next == texts.count else {
      throw DocumentError(
        .unitsLost, reason: "\(texts.count) texts were given to the engine and \(next) came back")
    }
    var terms: [DocumentTerm] = []
    if options.keepsTerms {
      (waiting, terms) = try await consistent(waiting, of: texts, from: from, to: to)
      for (translation, users) in zip(waiting, users) { place(translation, in: users) }
    }
    report.warnings = warnings.sorted { $0.key < $1.key }.flatMap(\.value)
    return (results, blocks, terms)
  }

  /// Translates texts, a window of them at a time, and takes what comes in their order.
  func eachTranslation(
    of texts: [String], _ translate: @escaping @Sendable (String) async throws -> TextTranslation,
    take: (TextTranslation) -> Void
  ) async throws {
    let inputs = AsyncStream { continuation in
      for text in texts { continuation.yield(text) }
      continuation.finish()
    }
    let work = WindowedWork(window: Self.window, order: .input) { (_, text: String) in
      try await translate(text)
    }
    for try await translation in work.results(of: inputs) { take(translation) }
    try Task.checkCancellation()
  }
}
