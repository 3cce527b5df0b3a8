import Foundation
import Inference
import Synchronization
import Testing

/// A draft changes the time, never the result.
@Suite struct DraftTests {
  static let models: [TinyModel] = [
    TinyModel(endBias: 1.5), TinyModel(preNorm: true, activation: .swish, endBias: 1.5),
    TinyModel(tied: false, startFromZero: false, recurrentLayers: [0, 1], endBias: 1),
    TinyModel(recurrentLayers: [1], alignmentHeads: [AlignmentHead(layer: 0, head: 1)]),
  ]

  /// Searches of one beam that meet every rule.
  private static func searches() -> [DecodingOptions] {
    var plain = DecodingOptions.all(1, length: 40)
    plain.returnsAttention = true
    var strict = DecodingOptions.all(1, length: 40)
    strict.noRepeatNgramSize = 2
    strict.repetitionPenalty = 1.3
    strict.suppressedTokens = [3, 4, 60, 88]
    strict.minimumLength = 12
    var prefixed = DecodingOptions.all(1, length: 30)
    prefixed.forcedPrefix = [17, 23, 42]
    prefixed.returnsAttention = true
    var short = DecodingOptions.all(1, length: 7)
    short.lengthPenalty = 0
    // Random models soon repeat themselves: these end as loops.
    return [plain, strict, prefixed, short, .all(1, length: 120)]
  }

  /// The right draft, nearly right ones and wrong ones.
  private static func drafts(of tokens: [Int32], _ random: inout SeededGenerator) -> [[Int32]] {
    func noise(_ count: Int) -> [Int32] { (0..<count).map { _ in Int32.random(in: 1..<100, using: &random) } }
    let cut = Int.random(in: 0...tokens.count, using: &random)
    let (begin, end) = (Array(tokens[..<cut]), Array(tokens[cut...]))
    return [
      tokens, begin, begin + noise(20), begin + noise(2) + end, begin + end.dropFirst(), noise(15),
      tokens + noise(300), begin + [0] + end, [0], noise(1), tokens + [0],
    ]
  }

  @Test(arguments: [ComputeType.int8, .float32, .float32BLAS], [0, 1, 2, 3])
  func theResultIsThatWithoutADraft(computeType: ComputeType, index: Int) async throws {
    let tiny = Self.models[index]
    let lists = Shortlist(frequentCount: 40, sharesVocabulary: true, offsets: [], targets: [])
    var random = SeededGenerator(seed: UInt64(index))
    for shortlist in [nil, lists] {
      let model = try tiny.make(computeType, shortlist: shortlist)
      var (requests, expected): ([DecodingRequest], [[Hypothesis]]) = ([], [])
      for options in Self.searches() {
        for source in tiny.sources(4, longest: 12) {
          let free = try await model.decode([source], options)[0]
          for draft in Self.drafts(of: try #require(free.first).tokens, &random) {
            requests.append(DecodingRequest(source: source, draft: draft, options: options))
            expected.append(free)
          }
        }
      }
      for (threads, rows) in [(1, 64), (2, 9)] where computeType != .float32BLAS {
        let found = try await model.decode(requests, threads: threads, rows: rows)
        #expect(found == expected, "threads \(threads), rows \(rows)")
      }
      for (request, expected) in zip(requests, expected).shuffled(using: &random).prefix(12) {
        #expect(try await model.decode([request])[0] == expected)
      }
    }
  }

  @Test func widerBeamsTakeNoNotice() async throws {
    let tiny = Self.models[0]
    let model = try tiny.make(.int8)
    for source in tiny.sources(6, longest: 12) {
      let free = try await model.decode([source], .all(3))[0]
      for draft in [try #require(free.first).tokens, [5, 6, 7]] {
        let request = DecodingRequest(source: source, draft: draft, options: .all(3))
        #expect(try await model.decode([request])[0] == free)
      }
    }
  }

  @Test func idsOutsideOfTheVocabularyAreRefused() async throws {
    let model = try TinyModel().make(.int8)
    for id in [-1, 100, .max, .min] as [Int32] {
      let request = DecodingRequest(source: [5], draft: [7, id], options: DecodingOptions(beamSize: 1))
      await #expect(throws: InferenceError.unknownToken(id: id, vocabulary: 100)) {
        try await model.decode([request])
      }
    }
  }

  /// The steps that a request takes, and what comes of it.
  private static func steps(_ request: DecodingRequest, _ model: TransformerModel) throws -> (
    Int, [Hypothesis]
  ) {
    let result = Mutex<[Hypothesis]>([])
    let batch = DecodingBatch(requests: [request]) { _, found in result.withLock { $0 = found } }
    var pool = try DecoderPool(model: model, rowLimit: InferenceEngine.defaultRowLimit)
    try pool.admit([DecodingJob(batch: batch, index: 0)])
    var steps = 0
    while !pool.isEmpty {
      try pool.step()
      steps += 1
    }
    return (steps, result.withLock { $0 })
  }

  @Test(arguments: [[], [0, 1]] as [Set<Int>])
  func whatIsForeseenSavesSteps(recurrent: Set<Int>) throws {
    let model = try TinyModel(vocabulary: 1500, recurrentLayers: recurrent).make(.int8)
    var options = DecodingOptions.all(1, length: 60)
    options.minimumLength = 60
    // Every word comes once, as nearly so in real sentences.
    options.repetitionPenalty = 1000
    let source: [Int32] = [5, 9, 30, 7, 12]
    func request(_ draft: [Int32]) -> DecodingRequest {
      DecodingRequest(source: source, draft: draft, options: options)
    }
    let (alone, free) = try Self.steps(request([]), model)
    let tokens = try #require(free.first).tokens
    #expect(alone == 60 && tokens.count == 60)

    let right = try Self.steps(request(tokens), model)
    #expect(right.0 <= 4 && right.1 == free)
    // Two words too many, and the search finds its way back.
    let inserted = try Self.steps(request(Array(tokens[..<30]) + [1400, 1401] + tokens[30...]), model)
    #expect(inserted.0 <= 12 && inserted.1 == free)
    let missing = try Self.steps(request(Array(tokens[..<30]) + tokens[32...]), model)
    #expect(missing.0 <= 14 && missing.1 == free)

    let scored = try Self.steps(DecodingRequest(source: source, target: tokens, options: options), model)
    #expect(scored.0 == 2)
    options.forcedPrefix = Array(tokens[..<20])
    options.beamSize = 3
    #expect(try Self.steps(request([]), model).0 == 40)
  }

  /// With a margin the runner-up comes where the draft has it, if it is hardly less likely.
  @Test(arguments: [0, 1, 2, 3]) func nearTiesGoAsTheDraftHasThem(index: Int) async throws {
    let model = try Self.models[index].make(.float32, shortlist: nil)
    for source in Self.models[index].sources(4, longest: 12) {
      var options = DecodingOptions.all(1, length: 40)
      let free = try #require(try await model.decode([source], options)[0].first)
      var without = options
      without.suppressedTokens = [try #require(free.tokens.first)]
      let draft = Array(try #require(try await model.decode([source], without)[0].first).tokens.prefix(1))
      func first(_ margin: Float) async throws -> (token: Int32?, score: Float) {
        options.draftMargin = margin
        let request = DecodingRequest(source: source, draft: draft, options: options)
        let found = try #require(try await model.decode([request])[0].first)
        return (found.tokens.first, found.tokenScores.first ?? 0)
      }
      let taken = try await first(1000)
      #expect(taken.token == draft.first)
      let gap = free.tokenScores[0] - taken.score
      #expect(try await first(gap * 1.01 + 1e-4).token == draft.first)
      #expect(try await first(max(0, gap * 0.99 - 1e-4)).token == free.tokens.first)
    }
  }
}
