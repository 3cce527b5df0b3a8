import Inference
import Testing

/// Terms stand where the model would have put words of its own.
@Suite struct TermTests {
  private static let models: [TinyModel] = [
    TinyModel(endBias: 4.5),
    TinyModel(tied: false, startFromZero: false, recurrentLayers: [0, 1], endBias: 4.5),
    TinyModel(alignmentHeads: [AlignmentHead(layer: 0, head: 1)], endBias: 4.5, seed: 3),
  ]

  /// A term for each source: two alternatives, one of which begins like the other.
  private static func requests(_ tiny: TinyModel, beam: Int, count: Int = 30) -> [DecodingRequest] {
    var random = SeededGenerator(seed: UInt64(beam))
    return tiny.sources(count, longest: 9).map { source in
      let first = Int.random(in: 0..<source.count, using: &random)
      var options = DecodingOptions.all(beam, length: 24)
      options.narrowsVocabulary = false
      return DecodingRequest(
        source: source,
        terms: [
          TermConstraint(
            alternatives: [[70, 71, 72], [70, 73]], source: max(first - 3, 0)..<min(first + 4, source.count))
        ], words: WordTokens(light: [5, 6, 7]), options: options)
    }
  }

  private static func has(_ tokens: [Int32]) -> Int {
    tokens.indices.count {
      tokens[$0...].starts(with: [70, 71, 72]) || tokens[$0...].starts(with: [70, 73])
    }
  }

  @Test(arguments: 0..<2, [1, 4]) func termsAreThereOnce(index: Int, beam: Int) async throws {
    let tiny = Self.models[index]
    let requests = Self.requests(tiny, beam: beam)
    let found = try await tiny.make(.int8).decode(requests)
    // What is cut or runs in a circle may not have come to its term, and what ends at once has no place for it.
    let counts = found.compactMap(\.first).filter { $0.finishReason == .endOfSentence && !$0.tokens.isEmpty }
      .map { Self.has($0.tokens) }
    #expect(counts.count > 2 && counts.count { $0 == 1 } * 10 >= counts.count * 8, "\(counts)")
    #expect(found.allSatisfy { Self.has($0[0].tokens) <= 1 })
  }

  /// A source that has one term twice, whose translation says it once, comes to an end all the same.
  @Test(arguments: [1, 4]) func twoOfAKindEnd(beam: Int) async throws {
    let tiny = Self.models[0]
    let model = try tiny.make(.int8)
    var requests = Self.requests(tiny, beam: beam)
    // Each way back takes steps.
    for index in requests.indices { requests[index].options.maximumLength = 100 }
    let twice = requests.map { request in
      var request = request
      request.terms += request.terms
      return request
    }
    let ends = try await model.decode(requests).map { $0[0].finishReason == .endOfSentence }
    let endsTwice = try await model.decode(twice).map { $0[0].finishReason == .endOfSentence }
    #expect(endsTwice.count { $0 } >= ends.count { $0 } - 2)
  }

  /// No other word comes of a term: what the model would go on with is left out behind it.
  @Test func termsEndWhereTheyEnd() async throws {
    let tiny = Self.models[0]
    let model = try tiny.make(.int8)
    var requests = Self.requests(tiny, beam: 4)
    func behind(_ found: [[Hypothesis]]) -> Set<Int32> {
      Set(
        found.compactMap { hypotheses in
          let tokens = hypotheses[0].tokens
          let place = tokens.indices.first { tokens[$0...].starts(with: [70, 71, 72]) }
          return place.flatMap { $0 + 3 < tokens.count ? tokens[$0 + 3] : nil }
        })
    }
    let free = behind(try await model.decode(requests))
    #expect(!free.isEmpty)
    for index in requests.indices { requests[index].words.otherWords = free }
    #expect(behind(try await model.decode(requests)).isDisjoint(with: free))
  }

  /// What has been shown ends inside of a term, which is written to its end.
  @Test(arguments: [1, 3]) func prefixesThatEndInsideTerms(beam: Int) async throws {
    let tiny = Self.models[0]
    var requests = Self.requests(tiny, beam: beam)
    for index in requests.indices { requests[index].options.forcedPrefix = [17, 70, 71] }
    for hypotheses in try await tiny.make(.int8).decode(requests) {
      #expect(hypotheses[0].tokens.starts(with: [17, 70, 71, 72]))
    }
  }

  /// The words of a term are aligned with it.
  @Test func termsAreAligned() async throws {
    let tiny = Self.models[0]
    var requests = Self.requests(tiny, beam: 2)
    for index in requests.indices { requests[index].options.returnsAttention = true }
    var checked = 0
    for (request, hypotheses) in zip(requests, try await tiny.make(.int8).decode(requests)) {
      let tokens = hypotheses[0].tokens
      for term in [[70, 71, 72], [70, 73]] as [[Int32]] {
        guard let place = tokens.indices.first(where: { tokens[$0...].starts(with: term) }) else { continue }
        for row in hypotheses[0].attention[place..<place + term.count] {
          let share = request.terms[0].source.reduce(0) { $0 + row[$1] }
          #expect(abs(share - 1) < 1e-4)
        }
        checked += 1
      }
    }
    #expect(checked > 2)
  }

  /// The words of terms have the scores that the model gives them.
  @Test(arguments: 0..<3) func scoresAreTheModels(index: Int) async throws {
    let tiny = Self.models[index]
    let model = try tiny.make(.int8)
    let requests = Self.requests(tiny, beam: 4)
    let found = try await model.decode(requests)
    for (request, hypotheses) in zip(requests, found) {
      for hypothesis in hypotheses where hypothesis.finishReason == .endOfSentence {
        let scored = try #require(
          try await model.score(hypothesis.tokens, of: request.source, request.options))
        #expect(scored.tokenScores == hypothesis.tokenScores)
        #expect(abs(scored.score - hypothesis.score) < 1e-4)
      }
    }
  }

  @Test func neighboursAndThreadsAreNoMatter() async throws {
    let tiny = Self.models[0]
    let model = try tiny.make(.int8)
    let requests = Self.requests(tiny, beam: 3)
    let plain = requests.map { DecodingRequest(source: $0.source, options: $0.options) }
    let alone = try await requests.asyncMap { try await model.decode([$0])[0] }
    let withoutTerms = try await model.decode(plain)
    let together = try await model.decode(
      Array(zip(requests, plain).flatMap { [$0, $1] }), threads: 2, rows: 17)
    #expect(stride(from: 0, to: together.count, by: 2).map { together[$0] } == alone)
    #expect(stride(from: 1, to: together.count, by: 2).map { together[$0] } == withoutTerms)
  }

  @Test func whatTheModelSaysByItselfStays() async throws {
    let tiny = Self.models[0]
    let model = try tiny.make(.int8)
    for source in tiny.sources(10, longest: 9) {
      let free = try await model.decode([source], .all(1, length: 24))[0]
      let tokens = try #require(free.first).tokens
      guard tokens.count > 3 else { continue }
      let request = DecodingRequest(
        source: source, terms: [TermConstraint(alternatives: [[tokens[0]]], source: 0..<source.count)],
        options: .all(1, length: 24))
      #expect(try await model.decode([request])[0].first?.tokens == tokens)
    }
  }

  @Test func prefixesGoBefore() async throws {
    let tiny = Self.models[0]
    var requests = Self.requests(tiny, beam: 2)
    for index in requests.indices { requests[index].options.forcedPrefix = [17, 23] }
    for hypotheses in try await tiny.make(.int8).decode(requests) {
      #expect(hypotheses[0].tokens.starts(with: [17, 23]))
    }
  }

  @Test func termsThatAreNoneAreRefused() async throws {
    let model = try TinyModel().make(.int8)
    let wrong = [
      TermConstraint(alternatives: [], source: 0..<1), TermConstraint(alternatives: [[]], source: 0..<1),
      TermConstraint(alternatives: [[5]], source: 0..<0), TermConstraint(alternatives: [[5]], source: 1..<3),
      TermConstraint(alternatives: [[0]], source: 0..<1),
      TermConstraint(alternatives: [[500]], source: 0..<1),
      TermConstraint(alternatives: [[-1]], source: 0..<1),
    ]
    for term in wrong {
      let request = DecodingRequest(source: [5, 6], terms: [term], options: DecodingOptions())
      await #expect(throws: InferenceError.self) { try await model.decode([request]) }
    }
  }
}

extension Array {
  fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result]
  {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
