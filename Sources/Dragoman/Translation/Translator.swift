import Foundation

/// Translates texts with the models installed on this machine. Safe to share: one for a whole program is best,
/// since it keeps its models loaded and its workers busy.
///
///     let translator = try Translator()
///     let result = try await translator.translate("会议开始了。", from: "zh", to: "en")
///     print(result.text)
///
/// The same sentence gives the same translation alone or in a document, with any number of threads, and from
/// every entry point.
public final class Translator: Sendable {
  let directory: ModelDirectory
  private let shelf: ModelShelf
  private let detector = LanguageDetector()

  /// A translator over the models of `store`.
  /// - Throws: `ModelStoreError` when the default store cannot be opened.
  public convenience init(
    store: ModelStore? = nil, configuration: TranslatorConfiguration = TranslatorConfiguration()
  ) throws {
    self.init(directory: .store(try store ?? ModelStore()), configuration: configuration)
  }

  /// A translator over one model folder that need not be installed.
  /// - Throws: `ModelFormatError` when the folder holds no model, `LanguageError`.
  public convenience init(
    modelFolder: URL, from: LanguageTag, to: LanguageTag,
    configuration: TranslatorConfiguration = TranslatorConfiguration()
  ) {
    self.init(directory: .folder(modelFolder, from: from, to: to), configuration: configuration)
  }

  package init(
    directory: ModelDirectory, configuration: TranslatorConfiguration = TranslatorConfiguration()
  ) {
    self.directory = directory
    shelf = ModelShelf(
      computeType: configuration.computeType, threadCount: max(1, configuration.threadCount))
  }

  /// The language pairs that a single model translates.
  public var pairs: [LanguagePair] { directory.pairs }

  /// The best route between any two languages of the models here, by source and target: direct ones, those
  /// through other languages, and conversions between the scripts of Chinese.
  public var routes: [Route] { RoutePlanner(directory.entries).plans().map(\.usual) }

  /// - Throws: `TranslatorError.noRoute`, which says what is there and what could be installed, or
  ///   `alreadyInLanguage`.
  public func checkRoute(from: LanguageTag, to: LanguageTag) throws(TranslatorError) {
    _ = try directory.plan(from: from, to: to)
  }

  /// Translates one text, laid out as it came: paragraphs, indents, list markers and line ends stay.
  ///
  /// - Parameters:
  ///   - source: BCP 47 or any common spelling (`zh`, `zh-CN`, `cmn_Hans`, `Chinese`); detected when nil.
  ///   - target: BCP 47 or any common spelling.
  ///   - draft: a likely translation of this very text, such as that of its last revision. The result is the
  ///     same with any draft, or none; where much of a draft is right it comes sooner. Only `beamSize` 1 makes
  ///     use of it, and of a route of several steps only the last, if a model takes it.
  ///   - prefix: what the translation of the text's first sentence has to begin with, such as what has been shown of
  ///     it already. It is decoded once and not tried again should a check find fault with it.
  ///   - progress: called on any thread as sentences end.
  /// - Throws: `LanguageError`, `TranslatorError`, `ModelFormatError`, `InferenceError`, `CancellationError`.
  public func translate(
    _ text: String, from source: String? = nil, to target: String,
    options: TranslationOptions = TranslationOptions(), draft: String? = nil, prefix: String? = nil,
    progress: (@Sendable (TranslationProgress) -> Void)? = nil
  ) async throws -> Translation {
    let results = try await translate(
      [text], from: source, to: target, options: options, drafts: [draft], prefix: prefix, progress: progress)
    guard let result = results.first else { throw CancellationError() }
    return result
  }

  /// Translates many texts, in order; without `from` each text's language is detected by itself.
  ///
  /// - Parameter drafts: likely translations, in the order of `texts`; texts beyond the last have none.
  public func translate(
    _ texts: [String], from source: String? = nil, to target: String,
    options: TranslationOptions = TranslationOptions(), drafts: [String?] = [],
    progress: (@Sendable (TranslationProgress) -> Void)? = nil
  ) async throws -> [Translation] {
    try await translate(
      texts, from: source, to: target, options: options, drafts: drafts, prefix: nil, progress: progress)
  }

  private func translate(
    _ texts: [String], from source: String?, to target: String, options: TranslationOptions,
    drafts: [String?],
    prefix: String?, progress: (@Sendable (TranslationProgress) -> Void)?
  ) async throws -> [Translation] {
    try options.validate()
    let target = try LanguageTag(target)
    let given = try source.map { try LanguageTag($0) }
    let pivots = try options.via.map { try LanguageTag($0) }
    let start = ContinuousClock.now
    // Texts of one language share their batches; the languages follow one another.
    var groups: [(key: LanguageTag, indices: [Int])] = []
    var confidence = [Double?](repeating: nil, count: texts.count)
    for (index, text) in texts.enumerated() {
      let language = try given ?? detect(text, to: target, confidence: &confidence[index])
      if let group = groups.firstIndex(where: { $0.key == language }) {
        groups[group].indices.append(index)
      } else {
        groups.append((language, [index]))
      }
    }
    var results = [Translation?](repeating: nil, count: texts.count)
    for (language, indices) in groups {
      let plan = try directory.plan(
        from: language, to: target, via: pivots, preferring: options.preferredModel)
      let job = TranslationJob(plan: plan, tools: try await shelf.tools(for: plan), options: options)
      let translated = try await job.translate(
        indices.map { texts[$0] }, drafts: indices.map { $0 < drafts.count ? drafts[$0] : nil },
        prefix: prefix,
        start: start,
        progress: progress)
      for (index, var translation) in zip(indices, translated) {
        translation.detectionConfidence = confidence[index]
        results[index] = translation
      }
    }
    return results.compactMap { $0 }
  }

  /// The languages that `text` may be in, likeliest first; empty when it holds no words.
  public func detectLanguage(of text: String) -> [DetectedLanguage] {
    detector.detect(text)
  }

  /// What walks `plan`.
  func tools(for plan: RoutePlan) async throws -> [RouteTool] { try await shelf.tools(for: plan) }

  /// A text without words (a number, an emoji) is copied whatever its language: any with a route will do.
  private func detect(_ text: String, to target: LanguageTag, confidence: inout Double?) throws -> LanguageTag
  {
    if let best = detector.detect(text).first {
      confidence = best.confidence
      return best.language
    }
    let languages = directory.pairs.map(\.from)
    let planner = RoutePlanner(directory.entries)
    guard !text.unicodeScalars.contains(where: { $0.properties.isAlphabetic }),
      let language = languages.first(where: { planner.plan(from: $0, to: target)?.entries.isEmpty == false })
    else { throw TranslatorError.undeterminedLanguage }
    confidence = 0
    return language
  }
}
