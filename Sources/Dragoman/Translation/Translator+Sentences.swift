import Foundation
import Inference

extension Translator {
  /// Translates one text, and says each of its sentences as it is done, in any order; the result is that of
  /// `translate(_:from:to:)`.
  ///
  /// - Parameter sentence: called on any thread with the sentence's number from 0, one call for each.
  package func translate(
    _ text: String, from source: String, to target: String, options: TranslationOptions,
    sentence: @escaping @Sendable (Int, SentenceTranslation) -> Void
  ) async throws -> Translation {
    try options.validate()
    let start = ContinuousClock.now
    let plan = try directory.plan(
      from: try LanguageTag(source), to: try LanguageTag(target),
      via: try options.via.map { try LanguageTag($0) }, preferring: options.preferredModel)
    let tools = try await tools(for: plan)
    let job = TranslationJob(plan: plan, tools: tools, options: options)
    let results = try await job.translate(
      [text], drafts: [nil], start: start, progress: nil,
      sentence: { _, index, result in sentence(index, result) })
    guard let result = results.first else { throw CancellationError() }
    // A conversion of scripts is done at once.
    if !tools.contains(where: { $0.model != nil }) {
      for (index, done) in result.sentences.enumerated() { sentence(index, done) }
    }
    return result
  }

  /// Whether `TranslationOptions.preferredModel` can be this.
  package func has(model: String) -> Bool { directory.has(model: model) }

  /// The models here: their names, languages (`mul` for many) and declared BLEU.
  package var models: [(id: String, from: String, to: String, quality: Double?)] {
    directory.entries.map { ($0.id, $0.from.code, $0.to.code, $0.quality) }
  }
}

extension RouteTranslator {
  /// Sentences to say one by one that are between being handed to the engine and being done.
  private static let window = 64

  /// Like `translate(_:drafts:progress:)`, but each sentence goes its whole way by itself and is said at its end.
  func translateEach(
    _ sentences: [Passage], drafts: [String?],
    finished: @escaping @Sendable (Int, SentenceTranslation) -> Void
  ) async throws -> Outcome {
    let inputs = AsyncStream<(Passage, String?)> { continuation in
      for input in zip(sentences, drafts) { continuation.yield(input) }
      continuation.finish()
    }
    let work = WindowedWork(window: Self.window, order: .input) { (index, input: (Passage, String?)) in
      let outcome = try await translate([input.0], drafts: [input.1], progress: nil)
      if let sentence = outcome.sentences.first { finished(index, sentence) }
      return outcome
    }
    var whole = Outcome()
    for try await part in work.results(of: inputs) {
      whole.sentences += part.sentences
      whole.idleStages += part.idleStages
      whole.sourceTokens += part.sourceTokens
      whole.targetTokens += part.targetTokens
    }
    try Task.checkCancellation()
    return whole
  }
}
