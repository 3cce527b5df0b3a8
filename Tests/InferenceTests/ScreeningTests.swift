import Inference
import Testing

/// Choosing among the words that a screen finds.
struct ScreeningTests {
  private static let tiny = TinyModel(vocabulary: 900, endBias: 1)

  /// The same model without a screen and with one.
  private func models(
    rank: Int, panels: Int, screening words: Int? = nil
  ) throws -> (plain: TransformerModel, screened: TransformerModel) {
    let tiny = Self.tiny
    let plain = try tiny.make(.int8)
    let hidden = try HiddenVectors(of: plain, decoding: tiny.sources(60), limit: 1000)
    var parameters = tiny.parameters()
    parameters.screen = try ScreenBuilder(
      parameters.outputLayer, screening: words, rank: rank, panelCount: panels
    ).build(hidden)
    #expect(parameters.screen != nil)
    return (plain, try tiny.model(parameters))
  }

  private func decode(
    _ model: TransformerModel, beamSize: Int, narrows: Bool = true, threads: Int = 1, sources: [[Int32]]
  ) async throws -> [Hypothesis] {
    var options = DecodingOptions(beamSize: beamSize)
    options.narrowsVocabulary = narrows
    options.maximumLength = 24
    return try await InferenceEngine(model: model, threadCount: threads).decode(
      sources.map { DecodingRequest(source: $0, options: options) }
    ).map { try #require($0.first) }
  }

  @Test(arguments: [1, 4])
  func withAllPanelsItIsTheWholeVocabulary(beamSize: Int) async throws {
    let (plain, screened) = try models(rank: 32, panels: 1000)
    let sources = Self.tiny.sources(40)
    let exact = try await decode(plain, beamSize: beamSize, sources: sources)
    for (a, b) in zip(exact, try await decode(screened, beamSize: beamSize, sources: sources)) {
      #expect(a.tokens == b.tokens)
      #expect(abs(a.score - b.score) < 1e-4)
    }
  }

  @Test func aFewPanelsFindTheBestWords() async throws {
    let (plain, screened) = try models(rank: 24, panels: 24)
    let sources = Array(Self.tiny.sources(90).suffix(60))
    let exact = try await decode(plain, beamSize: 1, sources: sources)
    let found = try await decode(screened, beamSize: 1, sources: sources)
    let pairs = zip(exact, found).filter { $0.tokens == $1.tokens }
    #expect(pairs.count >= 54, "\(pairs.count) of 60")
    for (a, b) in pairs { #expect(abs(a.score - b.score) < 0.1, "the normaliser is estimated well") }
    // Two panels of 57 at random would not find them: the screen does the finding.
    let few = try await decode(try models(rank: 1, panels: 2).screened, beamSize: 1, sources: sources)
    #expect(zip(exact, few).filter { $0.tokens == $1.tokens }.count < 30)
  }

  /// Words from 197 on come where the source has them, and nowhere else.
  @Test(arguments: [1, 4])
  func foreignWordsComeOutOfTheSourceOnly(beamSize: Int) async throws {
    let (plain, screened) = try models(rank: 32, panels: 1000, screening: 197)
    let first: Int32 = 197
    // What the model would like to say, and sources that let it.
    let tiny = Self.tiny
    let wishes = try await decode(plain, beamSize: beamSize, sources: tiny.sources(40))
    let wished = Array(Set(wishes.flatMap(\.tokens).filter { $0 >= first })).sorted()
    #expect(wished.count > 4)
    var own = 0
    for (index, source) in tiny.sources(40).enumerated() {
      let words = wished[(index * 3 % wished.count)...].prefix(4)
      let source = source + words
      let found = try #require(try await decode(screened, beamSize: beamSize, sources: [source]).first)
      let foreign = found.tokens.filter { $0 >= first }
      #expect(Set(foreign).isSubset(of: source), "\(foreign) of \(source)")
      own += foreign.count
      let exact = try #require(try await decode(plain, beamSize: beamSize, sources: [source]).first)
      // With all panels and no other foreign word in the way, it is the choice among all.
      if Set(exact.tokens.filter { $0 >= first }).isSubset(of: source), beamSize == 1 {
        #expect(found.tokens == exact.tokens)
      }
    }
    #expect(own > 10, "the source's own words are within reach")
  }

  @Test func itCanBeTurnedOff() async throws {
    let (plain, screened) = try models(rank: 4, panels: 2)
    let sources = Self.tiny.sources(20)
    for beamSize in [1, 3] {
      #expect(
        try await decode(screened, beamSize: beamSize, narrows: false, sources: sources)
          == decode(plain, beamSize: beamSize, sources: sources))
    }
  }

  @Test func aGivenTranslationIsScoredAmongAllWords() async throws {
    let (plain, screened) = try models(rank: 4, panels: 2)
    let request = DecodingRequest(
      source: [5, 6, 7], target: [8, 9, 300], options: DecodingOptions(beamSize: 1))
    let exact = try await InferenceEngine(model: plain, threadCount: 1).decode([request])
    #expect(try await InferenceEngine(model: screened, threadCount: 1).decode([request]) == exact)
  }

  @Test(arguments: [1, 4])
  func resultsDoNotDependOnTheirCompany(beamSize: Int) async throws {
    let screened = try models(rank: 8, panels: 9).screened
    let sources = Self.tiny.sources(30)
    let together = try await decode(screened, beamSize: beamSize, threads: 2, sources: sources)
    for (index, source) in sources.enumerated() where index % 3 == 0 {
      #expect(try await decode(screened, beamSize: beamSize, sources: [source]) == [together[index]])
    }
  }

  @Test func misshapenScreensAreRefused() throws {
    let tiny = Self.tiny
    var parameters = tiny.parameters()
    let hidden = try HiddenVectors(of: tiny.make(.int8), decoding: tiny.sources(60), limit: 800)
    let screen = try #require(try ScreenBuilder(parameters.outputLayer, rank: 4, panelCount: 4).build(hidden))
    func refuses(_ change: (inout ScreenParameters) -> Void) {
      var screen = screen
      change(&screen)
      parameters.screen = screen
      #expect(throws: InferenceError.self) { try tiny.model(parameters) }
    }
    refuses { $0.panelCount = 0 }
    refuses { $0.restFactor = .nan }
    refuses { $0.restFactor = -1 }
    refuses { $0.restExponent = 0 }
    refuses { $0.words = parameters.outputLayer }
    refuses { $0.words.weight = Tensor(floats: [1, 2, 3, 4], shape: [1, 4]) }
    refuses { $0.projection = parameters.outputLayer }
    refuses { $0.words.bias = $0.projection.bias }
    // Too few vectors span nothing to build on.
    let few = try HiddenVectors(of: tiny.make(.int8), decoding: [[4]], limit: 3)
    let none = try ScreenBuilder(parameters.outputLayer, rank: 4).build(few)
    #expect(none == nil)
  }
}

extension TinyModel {
  fileprivate func model(_ parameters: TransformerParameters) throws -> TransformerModel {
    try TransformerModel(
      configuration: configuration, parameters: parameters, tokens: Self.tokens, computeType: .int8)
  }
}
