import Documents
import Dragoman
import Foundation

extension TranslationService {
  /// Texts of one language, which share their batches.
  private typealias Group = (language: LanguageTag, indices: [Int])

  /// Translates the texts of a request, in their order.
  ///
  /// - Parameter sentence: called on any thread as sentences of plain texts end, in any order, with the numbers of text
  ///   and sentence.
  /// - Throws: ``ServiceError``, and whatever the engine and the formats throw; ``ServiceProblem`` tells what each means.
  package func translate(
    _ request: TextRequest,
    sentence: (@Sendable (_ text: Int, _ index: Int, SentenceTranslation) -> Void)? = nil
  ) async throws -> [TextResult] {
    try check(request)
    let domain = try domain(of: request)
    let options = try translationOptions(for: request, domain: domain)
    let target = try language(request.to)
    let given = try request.from.map { try language($0) }
    var results = request.texts.map {
      TextResult(text: $0, from: given ?? target, to: target, domain: domain)
    }
    var groups: [Group] = []
    for (index, text) in request.texts.enumerated() {
      try Task.checkCancellation()
      if given == nil {
        let detected = try naming(index, of: request) {
          try self.language(of: text, to: target, format: request.format)
        }
        (results[index].detected, results[index].from) = (detected, detected.language)
        // Nothing to translate: figures, an emoji, tags alone.
        if detected.confidence == 0 { continue }
      }
      let language = results[index].from
      if let group = groups.firstIndex(where: { $0.language == language }) {
        groups[group].indices.append(index)
      } else {
        groups.append((language, [index]))
      }
    }
    for group in groups {
      do {
        try await translate(group, of: request, to: target, options: options, sentence, &results)
      } catch TranslatorError.alreadyInLanguage {
        continue
      }
    }
    return results
  }

  private func translate(
    _ group: Group, of request: TextRequest, to target: LanguageTag, options: TranslationOptions,
    _ sentence: (@Sendable (Int, Int, SentenceTranslation) -> Void)?, _ results: inout [TextResult]
  ) async throws {
    let texts = group.indices.map { request.texts[$0] }
    guard request.format == .text else {
      for (index, text) in zip(group.indices, texts) {
        do {
          let (translated, route) = try await translate(
            tagged: text, format: request.format, from: group.language, to: target, options: options)
          (results[index].text, results[index].route) = (translated, route)
        } catch {
          throw Self.named(error, index, of: request)
        }
      }
      return
    }
    if let sentence {
      for (index, text) in zip(group.indices, texts) {
        let translation = try await engine.translate(
          text, from: group.language, to: target, options: options
        ) { sentence(index, $0, $1) }
        results[index].take(translation)
      }
      return
    }
    let translated = try await engine.translate(texts, from: group.language, to: target, options: options)
    for (index, translation) in zip(group.indices, translated) { results[index].take(translation) }
  }

  func naming<Result>(
    _ index: Int, of request: TextRequest, _ work: () throws -> Result
  ) throws -> Result {
    do { return try work() } catch { throw Self.named(error, index, of: request) }
  }

  /// What is wrong with a text says which of them it is.
  private static func named(_ error: any Error, _ index: Int, of request: TextRequest) -> any Error {
    guard let error = error as? DocumentError else { return error }
    return ServiceError.invalid(
      field: request.texts.count == 1 ? "text" : "text[\(index)]", reason: error.description)
  }

  // MARK: - Detection

  /// The likeliest language of `text` that leads to `target` or is it; the likeliest of all where none does.
  ///
  /// - Throws: `TranslatorError.undeterminedLanguage` for words of no language.
  func language(
    of text: String, to target: LanguageTag, format: TextFormat
  ) throws -> DetectedLanguage {
    let sample = try plainText(of: text, format: format)
    let found = detect(sample)
    guard let best = found.first else {
      guard !sample.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else {
        throw TranslatorError.undeterminedLanguage
      }
      return DetectedLanguage(language: target, confidence: 0)
    }
    let languages = self.languages
    return found.first { candidate in
      candidate.language.language == target.language || languages.leads(from: candidate.language, to: target)
    } ?? best
  }

  func plainText(of text: String, format: TextFormat) throws -> String {
    guard let reader = format.documentFormat else { return text }
    return try reader.text(of: DocumentSource(Data(text.utf8)), DocumentOptions(target: .english))
  }

  // MARK: - Tags

  /// A text with tags goes the way of documents, so that its tags follow their words.
  private func translate(
    tagged text: String, format: TextFormat, from: LanguageTag, to: LanguageTag, options: TranslationOptions
  ) async throws -> (text: String, route: [String]) {
    guard let reader = format.documentFormat else { return (text, []) }
    var documentOptions = DocumentOptions(source: from, target: to)
    documentOptions.parts = [.alternativeTexts]
    documentOptions.limits.bytes = self.options.documentBytes
    let translator = DocumentTranslator(engine: engine.units(options), registry: FormatRegistry([reader]))
    do {
      let document = try await translator.translate(
        DocumentSource(Data(text.utf8)), format: reader.name, options: documentOptions)
      return (String(decoding: document.bytes, as: UTF8.self), routeModels(from: from, to: to))
    } catch let error as DocumentError where error.kind == .unchanged {
      // Of a short text that is no sign of a fault: a name, a word that both languages have.
      return (text, routeModels(from: from, to: to))
    }
  }

  private func routeModels(from: LanguageTag, to: LanguageTag) -> [String] {
    let routes = engine.routes
    let exact = routes.first { $0.from == from && $0.to == to }
    return (exact ?? routes.first { $0.from.language == from.language && $0.to.language == to.language })?
      .models ?? []
  }
}

extension TextFormat {
  /// nil for plain text.
  var documentFormat: (any DocumentFormat)? {
    switch self {
    case .text: nil
    case .html: HTMLFormat()
    case .xml(let options): XMLTextFormat(options)
    }
  }
}

extension TextResult {
  mutating func take(_ translation: Translation) {
    text = translation.text
    route = translation.route.models
    sentences = translation.sentences
    alternatives = translation.alternativeTexts
  }
}

extension Translation {
  /// The whole text with each sentence's first alternative, its second and so on; a sentence that has no more of them
  /// has its best. As many as the sentence with the most of them has.
  var alternativeTexts: [String] {
    let count = sentences.map(\.alternatives.count).max() ?? 0
    return (0..<count).map { rank in
      var result = ""
      var rest = text[...]
      for sentence in sentences {
        // Layout and joining stand between the sentences and stay.
        guard !sentence.text.isEmpty, let place = rest.range(of: sentence.text) else { continue }
        result += rest[..<place.lowerBound]
        result +=
          sentence.alternatives.indices.contains(rank) ? sentence.alternatives[rank].text : sentence.text
        rest = rest[place.upperBound...]
      }
      return result + rest
    }
  }
}
