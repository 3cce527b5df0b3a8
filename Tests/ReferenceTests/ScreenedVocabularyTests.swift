import Foundation
import Inference
import ModelFormats
import Testing

/// What the installed Chinese-English model's screen finds, beside the whole vocabulary.
@Suite(.enabled(if: ReferenceFiles.chineseToEnglish != nil))
struct ScreenedVocabularyTests {
  private static let lines = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Benchmarks/data/sessions.zh")

  @Test(arguments: [1, 4]) func theLikelyWordsAreFound(beamSize: Int) async throws {
    let model = try ModelLoader.load(folder: try #require(ReferenceFiles.chineseToEnglish))
    let screen = try #require(model.parameters.screen, "conversion builds one")
    // Half of the words are Chinese: they stand behind the others, and are not among those that are screened.
    let isHan = (0..<Int32(model.tokenizer.target.count)).map {
      model.tokenizer.target.token($0)?.unicodeScalars.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }
        ?? false
    }
    #expect(screen.words.weight.rows == isHan.firstIndex(of: true))
    #expect(isHan.count(where: { $0 }) > 30_000)
    let engine = try InferenceEngine(
      model: TransformerModel(
        configuration: model.configuration, parameters: model.parameters, tokens: model.tokens),
      threadCount: ProcessInfo.processInfo.activeProcessorCount)
    let sources = try String(contentsOf: Self.lines, encoding: .utf8).split(separator: "\n")
      .enumerated().filter { $0.offset % 2 == 0 }
      .map { model.framedSource(model.tokenizer.encode(String($0.element)).ids) }
    func decode(narrows: Bool) async throws -> [Hypothesis] {
      var options = DecodingOptions(beamSize: beamSize)
      options.narrowsVocabulary = narrows
      let requests = sources.map { DecodingRequest(source: $0, options: options) }
      return try await engine.decode(requests).map { try #require($0.first) }
    }
    let found = try await decode(narrows: true)
    let exact = try await decode(narrows: false)
    let same = zip(found, exact).filter { $0.tokens == $1.tokens }
    #expect(same.count >= sources.count * 9 / 10, "\(same.count) of \(sources.count)")
    let errors = same.map { abs($0.score - $1.score) }
    #expect(errors.reduce(0, +) / Float(errors.count) < 0.03, "the normaliser is estimated well")
    #expect(errors.allSatisfy { $0 < 0.1 })
  }
}
