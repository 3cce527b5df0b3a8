import Foundation
import Inference
import Testing

/// Every layout, activation and rule of the search on small random models, beside CTranslate2's own results.
@Suite(.enabled(if: PeerPython.installed != nil))
struct TinyModelTests {
  @Test func everyModelDecodesAsTheReferenceDoes() async throws {
    let peer = try #require(PeerPython.installed)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-tiny-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await peer.run("make_tiny_models.py", [folder.path])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count >= 8)
    for name in names { try await check(folder.appendingPathComponent(name)) }
  }

  private func check(_ folder: URL) async throws {
    let expected = try JSONDecoder().decode(
      ExpectedResults.self, from: Data(contentsOf: folder.appendingPathComponent("expected.json")))
    let engine = try ReferenceEngine(folder: folder)
    #expect(expected.cases.count >= 18)
    for item in expected.cases {
      let found = try await engine.decode(expected.sources, options: options(item.options, in: engine))
      for (index, (ours, theirs)) in zip(found, item.results).enumerated() {
        let place = "\(folder.lastPathComponent), \(item.name), source \(index)"
        #expect(ours.map(\.tokens) == theirs.ids, "\(place): \(ours.map(\.score)) beside \(theirs.scores)")
        guard ours.map(\.tokens) == theirs.ids else { continue }
        for (hypothesis, score) in zip(ours, theirs.scores) {
          #expect(abs(hypothesis.score - score) < 1e-4, "\(place)")
        }
        if let attention = theirs.attention {
          compare(ours, attention, source: expected.sources[index], engine: engine, place: place)
        }
      }
    }
  }

  private func compare(
    _ hypotheses: [Hypothesis], _ expected: [[[Float]]], source: [String], engine: ReferenceEngine,
    place: String
  ) {
    let first = engine.model.tokens.sourceBegin == nil ? 0 : 1
    for (hypothesis, rows) in zip(hypotheses, expected) {
      #expect(hypothesis.attention.count == rows.count, "\(place)")
      for (ours, theirs) in zip(hypothesis.attention, rows) {
        // The reference leaves the marks' columns out.
        let words = ours[first..<first + source.count]
        #expect(zip(words, theirs).allSatisfy { abs($0 - $1) < 1e-4 }, "\(place): \(words) \(theirs)")
        #expect(theirs.count == source.count)
      }
    }
  }

  private func options(_ settings: ExpectedResults.Options, in engine: ReferenceEngine) -> DecodingOptions {
    var options = DecodingOptions(beamSize: settings.beamSize)
    options.lengthPenalty = settings.lengthPenalty
    options.hypothesisCount = settings.hypothesisCount
    options.maximumLength = settings.maximumLength
    options.minimumLength = settings.minimumLength
    options.noRepeatNgramSize = settings.noRepeatNgramSize
    options.repetitionPenalty = settings.repetitionPenalty
    options.suppressedTokens = engine.targetIDs(settings.suppressedTokens)
    options.forcedPrefix = engine.targetIDs(settings.forcedPrefix)
    options.returnsAttention = true
    return options
  }
}
