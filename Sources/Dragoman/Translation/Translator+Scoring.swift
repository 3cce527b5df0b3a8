import Foundation
import Inference

extension Translator {
  /// Pairs decoded in one go: bounds the memory of their attention.
  private static let scoringBatch = 1024

  /// How likely a model holds given translations, by forced decoding.
  ///
  /// Each pair is scored as one sentence, as it stands: nothing is cut, no protected span is masked, no text
  /// mended, and the probability is over all words. Of a translation that a model without a shortlist made of
  /// a plain sentence, the score is the one that it was chosen by, as long as its pieces are those it chose.
  ///
  /// - Parameters:
  ///   - source: BCP 47 or any common spelling.
  ///   - target: BCP 47 or any common spelling.
  ///   - returnsAlignment: whether results say which words became which.
  /// - Returns: in the order of `pairs`.
  /// - Throws: `TranslatorError.noDirectModel` where only a route of several models goes, `LanguageError`,
  ///   `ModelFormatError`, `InferenceError`, `CancellationError`.
  public func score(
    _ pairs: [ScoringPair], from source: String, to target: String, returnsAlignment: Bool = false
  ) async throws -> [ScoredTranslation] {
    let plan = try directory.plan(from: try LanguageTag(source), to: try LanguageTag(target))
    let tools = try await tools(for: plan)
    guard case .model(let model)? = tools.last, tools.count(where: { $0.model != nil }) == 1,
      let step = plan.steps.last?.step
    else {
      throw TranslatorError.noDirectModel(from: plan.from.code, to: plan.to.code)
    }
    let scorer = TranslationScorer(
      model: model, pair: step.pair, converters: tools.compactMap(\.converter),
      returnsAlignment: returnsAlignment)
    var scored: [ScoredTranslation] = []
    scored.reserveCapacity(pairs.count)
    for start in stride(from: 0, to: pairs.count, by: Self.scoringBatch) {
      scored += try await scorer.score(Array(pairs[start..<min(start + Self.scoringBatch, pairs.count)]))
    }
    return scored
  }
}

/// Given translations through one model.
struct TranslationScorer {
  let model: LoadedModel
  let pair: LanguagePair
  /// Of sources that are in the other script of Chinese.
  let converters: [ScriptConverter]
  let returnsAlignment: Bool

  func score(_ pairs: [ScoringPair]) async throws -> [ScoredTranslation] {
    let sources = pairs.map { converted($0.source) }
    let encoded = try sources.map { try model.encode($0, for: pair) }
    let targets = pairs.map { model.tokenizer.encodeTarget($0.target) }
    let prefix = try model.forcedPrefix(for: pair)
    var options = DecodingOptions(beamSize: 1)
    options.returnsAttention = returnsAlignment
    options.forcedPrefix = prefix
    // Over all words, so that a translation is not better for what its shortlist leaves out.
    options.narrowsVocabulary = false
    let results = try await model.engine.decode(
      zip(encoded, targets).map { DecodingRequest(source: $0.ids, target: prefix + $1.ids, options: options) }
    )
    return try pairs.indices.map { index in
      guard let hypothesis = results[index].first?.dropping(prefix.count) else { throw CancellationError() }
      let total = hypothesis.tokenScores.reduce(0.0) { $0 + Double($1) }
      let ids = hypothesis.tokens + [model.marks.tokens.end]
      var result = ScoredTranslation(
        source: pairs[index].source, target: pairs[index].target, logProbability: total,
        score: total / Double(max(ids.count, 1)),
        tokens: zip(ids, hypothesis.tokenScores).map { id, score in
          .init(piece: model.tokenizer.target.token(id) ?? "", logProbability: Double(score))
        })
      if returnsAlignment {
        result.alignment = alignment(
          of: pairs[index], converted: sources[index], encoded[index], targets[index].ranges,
          hypothesis.attention)
      }
      return result
    }
  }

  private func converted(_ text: String) -> String {
    converters.reduce(text) { $1.isDone($0) ? $0 : $1.convert($0) }
  }

  private func alignment(
    of pair: ScoringPair, converted source: String, _ encoded: EncodedSource, _ target: [Range<Int>],
    _ attention: [[Float]]
  ) -> [AlignedSpan] {
    let found = AttentionAligner.alignment(
      attention: attention, source: source, pieces: encoded.ranges, firstPosition: encoded.firstPiece,
      target: pair.target, tokens: target)
    let conversion = Alignment(converting: Passage(text: pair.source), to: Passage(text: source))
    return (source == pair.source ? found : conversion.composed(with: found))
      .spans(source: pair.source, target: pair.target)
  }
}
