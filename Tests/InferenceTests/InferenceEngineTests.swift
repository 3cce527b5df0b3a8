import Foundation
import Inference
import Testing

@Suite struct InferenceEngineTests {
  private static func options(_ beamSize: Int, length: Int = 24) -> DecodingOptions {
    var options = DecodingOptions(beamSize: beamSize)
    options.maximumLength = length
    return options
  }

  private static func decode(
    _ sources: [[Int32]], _ options: DecodingOptions, model: TransformerModel, threads: Int = 1,
    rows: Int = 64
  ) async throws -> [[Hypothesis]] {
    let engine = try InferenceEngine(model: model, threadCount: threads, rowLimit: rows)
    return try await engine.decode(sources.map { DecodingRequest(source: $0, options: options) })
  }

  @Test(arguments: [ComputeType.int8, .float32], [1, 4])
  func aSentenceNeverDependsOnItsNeighboursOrOnThreads(computeType: ComputeType, beamSize: Int) async throws {
    let tiny = TinyModel(preNorm: beamSize == 4, activation: .swish)
    let model = try tiny.make(computeType)
    let sources = tiny.sources(60)
    var options = Self.options(beamSize)
    options.hypothesisCount = beamSize
    var alone: [[Hypothesis]] = []
    for source in sources { alone += try await Self.decode([source], options, model: model) }
    for (threads, rows) in [(1, 64), (2, 64), (1, 5), (3, 17)] {
      let together = try await Self.decode(sources, options, model: model, threads: threads, rows: rows)
      #expect(together == alone, "threads \(threads), rows \(rows)")
    }
  }

  @Test func everyInstructionSetFindsTheSameWords() async throws {
    let tiny = TinyModel(activation: .swish)
    let sources = tiny.sources(20)
    let portable = try tiny.make(.int8, kernels: try #require(KernelTable(named: "portable")))
    let expected = try await Self.decode(sources, Self.options(1), model: portable)
    let best = try await Self.decode(sources, Self.options(1), model: try tiny.make(.int8))
    let same = zip(expected, best).filter { $0[0].tokens == $1[0].tokens }.count
    #expect(same >= 19)
  }

  @Test func openBLASAgreesWithThePackedKernels() async throws {
    let tiny = TinyModel(activation: .gelu, tied: false, startFromZero: false)
    let sources = tiny.sources(20)
    let packed = try await Self.decode(sources, Self.options(1), model: try tiny.make(.float32))
    let blas = try await Self.decode(sources, Self.options(1), model: try tiny.make(.float32BLAS))
    for (a, b) in zip(packed, blas) {
      #expect(a[0].tokens == b[0].tokens)
      #expect(abs(a[0].score - b[0].score) < 1e-4)
    }
  }

  @Test func lengthsAreKept() async throws {
    let tiny = TinyModel()
    var options = Self.options(4, length: 9)
    options.minimumLength = 5
    for result in try await Self.decode(tiny.sources(20), options, model: try tiny.make(.float32)) {
      #expect((5...9).contains(result[0].tokens.count))
      #expect(result[0].finishReason == .endOfSentence || result[0].tokens.count == 9)
    }
  }

  @Test(arguments: [1, 4]) func theForcedPrefixStandsFirst(beamSize: Int) async throws {
    let tiny = TinyModel()
    var options = Self.options(beamSize)
    options.forcedPrefix = [17, 23, 42]
    for result in try await Self.decode(tiny.sources(10), options, model: try tiny.make(.float32)) {
      #expect(result[0].tokens.starts(with: [17, 23, 42]))
      #expect(result[0].tokens.count > 3)
    }
  }

  @Test(arguments: [1, 3]) func suppressedTokensAndRepeatedNgramsNeverCome(beamSize: Int) async throws {
    let tiny = TinyModel()
    let model = try tiny.make(.int8)
    let sources = tiny.sources(15)
    var options = Self.options(beamSize, length: 40)
    options.noRepeatNgramSize = 2
    let free = try await Self.decode(sources, options, model: model)
    options.suppressedTokens = Array(Set(free.flatMap { $0[0].tokens })).filter { $0 % 2 == 0 && $0 != 0 }
    for result in try await Self.decode(sources, options, model: model) {
      let tokens = result[0].tokens
      #expect(Set(tokens).isDisjoint(with: options.suppressedTokens))
      let pairs = zip(tokens, tokens.dropFirst()).map { [$0, $1] }
      #expect(Set(pairs).count == pairs.count)
    }
  }

  @Test(arguments: [1, 3]) func whatTheModelNeverSaysIsAsIfSuppressed(beamSize: Int) async throws {
    let sources = TinyModel().sources(15)
    let free = try await Self.decode(sources, Self.options(beamSize), model: try TinyModel().make(.int8))
    var options = Self.options(beamSize)
    options.suppressedTokens = Array(Set(free.flatMap { $0[0].tokens })).filter { $0 % 2 == 0 && $0 != 0 }
    let expected = try await Self.decode(sources, options, model: try TinyModel().make(.int8))
    let silent = TinyModel(suppressed: options.suppressedTokens + [-1, 5000])
    let found = try await Self.decode(sources, Self.options(beamSize), model: try silent.make(.int8))
    #expect(found == expected)
    #expect(found != free)
  }

  @Test func hypothesesAreDistinctAndRanked() async throws {
    let tiny = TinyModel()
    var options = Self.options(5)
    options.hypothesisCount = 5
    for result in try await Self.decode(tiny.sources(10), options, model: try tiny.make(.float32)) {
      #expect(Set(result.map(\.tokens)).count == result.count)
      #expect(result.map(\.score) == result.map(\.score).sorted(by: >))
      for hypothesis in result {
        let length = Float(hypothesis.tokenScores.count)  // the end mark counts
        #expect(abs(hypothesis.tokenScores.reduce(0, +) / length - hypothesis.score) < 1e-4)
      }
    }
  }

  @Test func attentionCoversTheSource() async throws {
    let tiny = TinyModel()
    var options = Self.options(4)
    options.returnsAttention = true
    let sources = tiny.sources(8)
    for (source, result) in zip(
      sources, try await Self.decode(sources, options, model: try tiny.make(.float32)))
    {
      #expect(result[0].attention.count == result[0].tokens.count)
      for (index, row) in result[0].attention.enumerated() {
        #expect(row.count == source.count)
        // No step has read the last token of what was cut at its length.
        let isUnread = result[0].finishReason == .length && index == result[0].tokens.count - 1
        #expect(abs(row.reduce(0, +) - (isUnread ? 0 : 1)) < 1e-4)
      }
    }
  }

  @Test func badRequestsAreRefused() async throws {
    let model = try TinyModel().make(.int8)
    let engine = try InferenceEngine(model: model, threadCount: 1)
    let fine = Self.options(2)
    func refused(_ source: [Int32], _ options: DecodingOptions) async -> InferenceError? {
      do {
        _ = try await engine.decode([DecodingRequest(source: source, options: options)])
        return nil
      } catch { return error as? InferenceError }
    }
    #expect(await refused([], fine) == .emptySource)
    #expect(await refused([100], fine) == .unknownToken(id: 100, vocabulary: 100))
    #expect(await refused([-1], fine) == .unknownToken(id: -1, vocabulary: 100))
    #expect(
      await refused([Int32](repeating: 5, count: 5000), fine) == .sourceTooLong(tokens: 5000, limit: 2048))
    for change: (inout DecodingOptions) -> Void in [
      { $0.beamSize = 0 }, { $0.beamSize = 1000 }, { $0.hypothesisCount = 3 }, { $0.lengthPenalty = .nan },
      { $0.repetitionPenalty = 0 }, { $0.maximumLength = 0 },
      { $0.forcedPrefix = Array(repeating: 5, count: 24) },
    ] {
      var options = fine
      change(&options)
      #expect(await refused([5], options) != nil)
    }
    // The engine lives on.
    #expect(try await engine.decode([DecodingRequest(source: [5, 6], options: fine)]).count == 1)
  }

  @Test func cancellationEndsTheWaitAndOthersGoOn() async throws {
    let tiny = TinyModel()
    let engine = try InferenceEngine(model: try tiny.make(.float32), threadCount: 1)
    var long = Self.options(4, length: 1000)
    long.minimumLength = 1000
    let many = (0..<400).map { _ in DecodingRequest(source: [5, 6, 7], options: long) }
    let task = Task { try await engine.decode(many) }
    let other = Task {
      try await engine.decode(tiny.sources(5).map { DecodingRequest(source: $0, options: Self.options(1)) })
    }
    try await Task.sleep(for: .milliseconds(30))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await other.value.count == 5)
  }

  @Test func wrongShapesAreNamed() throws {
    var parameters = TinyModel().parameters()
    parameters.decoderLayers[1].feedForward.linears[1] = parameters.decoderLayers[1].feedForward.linears[0]
    let good = try TinyModel().make(.int8)
    #expect(throws: InferenceError.self) {
      try TransformerModel(
        configuration: good.configuration, parameters: parameters, tokens: TinyModel.tokens,
        computeType: .int8)
    }
  }

  @Test func brokenNumbersGiveNoTranslationAndNoCrash() async throws {
    var parameters = TinyModel().parameters()
    let broken = [Float](repeating: .nan, count: 100)
    parameters.outputLayer.bias = Tensor(
      shape: [100], elementType: .float32, data: broken.withUnsafeBytes { Data($0) })
    let good = try TinyModel().make(.float32)
    for computeType in ComputeType.allCases {
      let model = try TransformerModel(
        configuration: good.configuration, parameters: parameters, tokens: TinyModel.tokens,
        computeType: computeType)
      let results = try await Self.decode([[5, 6, 7], [8]], Self.options(4), model: model)
      #expect(results == [[], []])
    }
  }
}
