import Documents
import Dragoman
import DragomanServer
import Synchronization
import TestSupport

/// Translates by writing in capitals, between Chinese, English, French and Portuguese; a text's language is told by its
/// letters. The second translation of a sentence has an exclamation mark at its end, the third two.
final class CapitalsEngine: TranslationEngine {
  /// Waits before each document unit, to be caught at work.
  private let pause: Duration?
  /// Where each document unit waits.
  private let gate: Gate?
  private let log = Mutex<[TranslationOptions]>([])

  init(pause: Duration? = nil, gate: Gate? = nil) { (self.pause, self.gate) = (pause, gate) }

  /// The options of all calls so far.
  var calls: [TranslationOptions] { log.withLock { $0 } }

  private static let codes = ["en", "fr", "pt", "zh"]

  var routes: [Route] {
    Self.codes.flatMap { from in
      Self.codes.filter { $0 != from }.compactMap { to -> Route? in
        guard let source = try? LanguageTag(from), let target = try? LanguageTag(to) else { return nil }
        return Self.route(from: source, to: target)
      }
    }
  }

  var models: [EngineModel] { [EngineModel(id: "capitals-zh-en", from: "zh", to: "en", quality: 30)] }

  private static func route(from: LanguageTag, to: LanguageTag) -> Route {
    Route(
      from: from, to: to,
      steps: [RouteStep(model: "capitals-\(from.language)-\(to.language)", from: from, to: to, quality: 30)])
  }

  func detectLanguage(of text: String) -> [DetectedLanguage] {
    let scalars = text.unicodeScalars
    if scalars.contains(where: { $0.properties.isIdeographic }) {
      return [DetectedLanguage(language: .simplifiedChinese, confidence: 0.9)]
    }
    if scalars.contains(where: { "éèçà".unicodeScalars.contains($0) }), let french = try? LanguageTag("fr") {
      return [
        DetectedLanguage(language: french, confidence: 0.8),
        DetectedLanguage(language: .english, confidence: 0.1),
      ]
    }
    guard scalars.contains(where: { $0.properties.isAlphabetic }) else { return [] }
    return [DetectedLanguage(language: .english, confidence: 0.75)]
  }

  func translate(
    _ texts: [String], from: LanguageTag, to: LanguageTag, options: TranslationOptions
  ) async throws -> [Translation] {
    try check(from, to)
    log.withLock { $0.append(options) }
    return texts.map { Self.translation(of: $0, from: from, to: to, options: options) }
  }

  func translate(
    _ text: String, from: LanguageTag, to: LanguageTag, options: TranslationOptions,
    sentence: @escaping @Sendable (Int, SentenceTranslation) -> Void
  ) async throws -> Translation {
    try check(from, to)
    let result = Self.translation(of: text, from: from, to: to, options: options)
    for (index, done) in result.sentences.enumerated().reversed() { sentence(index, done) }
    return result
  }

  func units(_ options: TranslationOptions) -> any UnitTranslating { Units(engine: self) }

  private func check(_ from: LanguageTag, _ to: LanguageTag) throws {
    guard from.language != to.language else {
      throw TranslatorError.alreadyInLanguage(from: from.code, to: to.code)
    }
    guard Self.codes.contains(from.language), Self.codes.contains(to.language) else {
      throw TranslatorError.noRoute(RouteGap(from: from.code, to: to.code, installed: ["zh-en"], missing: []))
    }
  }

  private static func translation(
    of text: String, from: LanguageTag, to: LanguageTag, options: TranslationOptions
  ) -> Translation {
    let parts = text.split(separator: ". ", omittingEmptySubsequences: false).map(String.init)
    let sentences = parts.map { part in
      let result = part.uppercased()
      return SentenceTranslation(
        source: part, text: result,
        alternatives: (1..<max(options.alternatives, 1)).map {
          (text: result + String(repeating: "!", count: $0), score: -Double($0))
        }, score: -0.5, alignment: options.returnsAlignment ? words(of: part) : nil,
        warnings: part.contains("WARN") ? [TranslationWarning(code: "length_limit", message: "cut")] : [])
    }
    return Translation(
      text: sentences.map(\.text).joined(separator: ". "), route: route(from: from, to: to),
      sentences: sentences)
  }

  private static func words(of text: String) -> [AlignedSpan] {
    var start = 0
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let span = TextSpan(start: start, end: start + word.unicodeScalars.count)
      start = span.end + 1
      return AlignedSpan(source: span, target: span)
    }
  }

  private struct Units: UnitTranslating {
    let engine: CapitalsEngine

    func language(of text: String) -> LanguageTag? { engine.detectLanguage(of: text).first?.language }

    func translate(_ text: String, from: LanguageTag, to: LanguageTag) async throws -> TextTranslation {
      try engine.check(from, to)
      if let pause = engine.pause { try await Task.sleep(for: pause) }
      try await engine.gate?.pass()
      return MirrorEngine(reversesWords: true).translate(text, from: from, to: to)
    }
  }
}
