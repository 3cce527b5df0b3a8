import Inference
import Testing

@Suite struct ShortlistTests {
  private static let vocabulary = 300

  private static func tiny() -> TinyModel { TinyModel(vocabulary: vocabulary, recurrentLayers: [0]) }

  /// Seeded lists of 1 to 6 target words for each source word.
  private static func shortlist(sharesVocabulary: Bool = false) -> Shortlist {
    var random = SeededGenerator(seed: 5)
    var (offsets, targets): ([UInt32], [Int32]) = ([0], [])
    for _ in 0..<vocabulary {
      let count = Int.random(in: 1...6, using: &random)
      targets += (0..<count).map { _ in Int32.random(in: 0..<Int32(vocabulary), using: &random) }
      offsets.append(UInt32(targets.count))
    }
    return Shortlist(
      frequentCount: 7, sharesVocabulary: sharesVocabulary, offsets: offsets, targets: targets)
  }

  /// Searches that meet every rule about words.
  private static func searches() -> [DecodingOptions] {
    var strict = DecodingOptions.all(2)
    strict.noRepeatNgramSize = 2
    strict.repetitionPenalty = 1.3
    strict.suppressedTokens = [3, 4, 60, 299]
    strict.minimumLength = 6
    var prefixed = DecodingOptions.all(3)
    prefixed.forcedPrefix = [298, 150]
    return [.all(1), .all(4), strict, prefixed]
  }

  @Test func itsWordsAreThoseOfItsLists() {
    let table = Shortlist(
      frequentCount: 3, sharesVocabulary: false, offsets: [0, 0, 2, 5, 5], targets: [9, 4, 70, 9, 20])
    let words = table.words(for: [1, 2, 1, 3], always: [33, 1], vocabularySize: 100)
    #expect(words == [0, 1, 2, 4, 9, 20, 33, 70])
    #expect(table.words(for: [0, 3], always: [], vocabularySize: 100) == [0, 1, 2])
    let shared = Shortlist(frequentCount: 0, sharesVocabulary: true, offsets: [0, 1], targets: [5])
    #expect(shared.words(for: [64, 0, 99], always: [2], vocabularySize: 100) == [0, 2, 5, 64, 99])
  }

  @Test func nothingOfABrokenTableIsTrusted() {
    let offsets: [[UInt32]] = [
      [], [0], [.max, 0], [0, .max], [.max, .max], [5, 2, 900, 1], [3, 3], [0, 4, 2, 4, 0, .max],
    ]
    for offsets in offsets {
      for targets in [[], [-1, 100, .max, .min], [7, 8, 99, 100]] as [[Int32]] {
        for frequent in [Int.min, -1, 0, 4, 100, Int.max] {
          let table = Shortlist(
            frequentCount: frequent, sharesVocabulary: true, offsets: offsets, targets: targets)
          let words = table.words(
            for: [-5, 0, 1, 2, 3, 4, 99, 100, .max, .min], always: [-1, 1000], vocabularySize: 100)
          #expect(words == Set(words).sorted())
          #expect(words.allSatisfy { (0..<100).contains($0) })
        }
      }
    }
  }

  @Test(arguments: [ComputeType.int8, .float32, .float32BLAS])
  func theResultIsThatOfAllOtherWordsSuppressed(computeType: ComputeType) async throws {
    let shortlist = Self.shortlist()
    let model = try Self.tiny().make(computeType, shortlist: shortlist)
    for options in Self.searches() {
      for source in Self.tiny().sources(8, longest: 12) {
        let words = shortlist.words(
          for: source, always: [0] + options.forcedPrefix, vocabularySize: Self.vocabulary)
        #expect(words.count < Self.vocabulary / 2)
        let narrow = try await model.decode([source], options)[0]
        var all = options
        all.narrowsVocabulary = false
        all.suppressedTokens += Set(0..<Int32(Self.vocabulary)).subtracting(words)
        let expected = try await model.decode([source], all)[0]
        #expect(narrow.map(\.tokens) == expected.map(\.tokens))
        for (a, b) in zip(narrow.flatMap(\.tokenScores), expected.flatMap(\.tokenScores)) {
          #expect(abs(a - b) < (computeType == .float32BLAS ? 1e-4 : 1e-5))
        }
        #expect(Set(narrow.flatMap(\.tokens)).isSubset(of: words))
      }
    }
  }

  @Test(arguments: [ComputeType.int8, .float32])
  func neighboursPlayNoRole(computeType: ComputeType) async throws {
    let model = try Self.tiny().make(computeType, shortlist: Self.shortlist(sharesVocabulary: true))
    var requests: [DecodingRequest] = []
    for (index, options) in (Self.searches() + Self.searches()).enumerated() {
      var options = options
      options.narrowsVocabulary = index < 4
      requests += Self.tiny().sources(6, longest: 12).map { DecodingRequest(source: $0, options: options) }
    }
    var alone: [[Hypothesis]] = []
    for request in requests { alone += try await model.decode([request]) }
    for (threads, rows) in [(1, 64), (2, 9)] {
      let together = try await model.decode(requests, threads: threads, rows: rows)
      #expect(together == alone, "threads \(threads), rows \(rows)")
    }
    // Without it the model chooses as one that has none.
    let plain = try await Self.tiny().make(computeType).decode(Array(requests[24...]))
    #expect(plain == Array(alone[24...]))
  }

  @Test func targetsScoreWhatTheyScoredInTheirSearch() async throws {
    let model = try Self.tiny().make(.int8, shortlist: Self.shortlist())
    for source in Self.tiny().sources(8, longest: 12) {
      let found = try #require(try await model.decode([source], .all(1))[0].first)
      let scored = try #require(try await model.score(found.tokens, of: source))
      #expect(scored.tokenScores.starts(with: found.tokenScores))
      var all = DecodingOptions()
      all.narrowsVocabulary = false
      let among = try #require(try await model.score(found.tokens, of: source, all))
      #expect(among.score < scored.score)  // among all words each has less of a chance
    }
    // A word outside of the lists can be scored too.
    let words = Self.shortlist().words(for: [9], always: [0], vocabularySize: Self.vocabulary)
    let other = try #require((0..<300).first { !words.contains($0) })
    let scored = try #require(try await model.score([other], of: [9]))
    #expect(scored.score.isFinite)
  }

  @Test func listsOfMoreThanHalfTheVocabularyCountAsAll() async throws {
    let wide = Shortlist(frequentCount: 151, sharesVocabulary: false, offsets: [], targets: [])
    let sources = Self.tiny().sources(5, longest: 12)
    let found = try await Self.tiny().make(.int8, shortlist: wide).decode(sources, .all(2))
    let expected = try await Self.tiny().make(.int8).decode(sources, .all(2))
    #expect(found == expected)
  }

  @Test func evenOneWordIsEnough() async throws {
    let none = Shortlist(frequentCount: 0, sharesVocabulary: false, offsets: [], targets: [])
    let found = try await Self.tiny().make(.int8, shortlist: none).decode([[5, 6]], .all(4))[0]
    #expect(found.map(\.tokens) == [[]])
    #expect(found.map(\.tokenScores) == [[0]])
  }
}
