import Inference
import Testing

@Suite struct ScoringTests {
  /// Searches of every kind, and the scoring of what they found, on one model.
  @Test(arguments: [ComputeType.int8, .float32], [[], [0, 1]] as [Set<Int>])
  func aTargetScoresWhatItScoredInItsSearch(computeType: ComputeType, recurrent: Set<Int>) async throws {
    let tiny = TinyModel(recurrentLayers: recurrent, endBias: 2.5)
    let model = try tiny.make(computeType)
    var strict = DecodingOptions.all(1)
    strict.noRepeatNgramSize = 2
    strict.repetitionPenalty = 1.3
    strict.suppressedTokens = [11, 12, 50]
    var prefixed = DecodingOptions.all(3)
    prefixed.forcedPrefix = [17, 23]
    prefixed.lengthPenalty = 0.6
    prefixed.returnsAttention = true
    var requests: [DecodingRequest] = []
    for options in [.all(1), .all(4), strict, prefixed] {
      requests += tiny.sources(6, longest: 15).map { DecodingRequest(source: $0, options: options) }
    }
    let found = try await model.decode(requests)

    var scorings: [DecodingRequest] = []
    for (request, hypotheses) in zip(requests, found) {
      for hypothesis in hypotheses {
        scorings.append(
          DecodingRequest(source: request.source, target: hypothesis.tokens, options: request.options))
      }
    }
    // Beside searches, which share its passes.
    let scored = try await model.decode(scorings + requests, threads: 2, rows: 24)
    #expect(Array(scored[scorings.count...]) == found)
    for (hypothesis, result) in zip(found.joined(), scored) {
      #expect(result.count == 1)
      #expect(result[0].tokens == hypothesis.tokens)
      #expect(result[0].finishReason == .endOfSentence)
      #expect(result[0].tokenScores.count == hypothesis.tokens.count + 1)
      #expect(result[0].tokenScores.starts(with: hypothesis.tokenScores))
      // A search that was cut has not read its last token.
      let unread = hypothesis.finishReason == .endOfSentence ? 0 : 1
      #expect(result[0].attention.dropLast(unread) == hypothesis.attention.dropLast(unread))
      if hypothesis.finishReason == .endOfSentence { #expect(result[0].score == hypothesis.score) }
    }
    #expect(found.joined().contains { $0.finishReason == .endOfSentence })
  }

  @Test func anEmptyTargetIsItsEndMark() async throws {
    let model = try TinyModel().make(.float32)
    let scored = try #require(try await model.score([], of: [5, 6]))
    #expect(scored.tokens == [])
    #expect(scored.tokenScores.count == 1)
    #expect(scored.score == scored.tokenScores[0])
  }

  @Test func loopsAndLengthsAreNoMatter() async throws {
    var options = DecodingOptions()
    options.maximumLength = 3
    let target = [Int32](repeating: 7, count: 200)
    let scored = try #require(try await TinyModel().make(.int8).score(target, of: [5, 6], options))
    #expect(scored.tokens == target)
    #expect(scored.tokenScores.count == 201)
    #expect(scored.tokenScores.allSatisfy { $0.isFinite })
  }

  @Test func whatIsForbiddenHasNoChance() async throws {
    var options = DecodingOptions()
    options.suppressedTokens = [8]
    let scored = try #require(try await TinyModel().make(.int8).score([7, 8, 9], of: [5, 6], options))
    #expect(scored.tokenScores.map(\.isFinite) == [true, false, true, true])
    #expect(scored.tokenScores[1] == -.infinity)
    #expect(scored.score == -.infinity)
  }

  @Test func badTargetsAreRefused() async throws {
    let model = try TinyModel().make(.int8)
    var prefixed = DecodingOptions()
    prefixed.forcedPrefix = [9]
    let cases: [([Int32], DecodingOptions)] = [
      ([100], DecodingOptions()), ([-1], DecodingOptions()), ([5, 0, 6], DecodingOptions()), ([5], prefixed),
      ([], prefixed), ([Int32](repeating: 5, count: 2048), DecodingOptions()),
    ]
    for (target, options) in cases {
      await #expect(throws: InferenceError.self) { try await model.score(target, of: [5, 6], options) }
    }
  }
}
