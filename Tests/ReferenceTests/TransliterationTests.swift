import Foundation
import Inference
import Testing

/// The Arabic-to-Latin transliteration models (format version 2) and the results published with them.
@Suite(.enabled(if: ReferenceFiles.transliteration != nil))
struct TransliterationTests {
  private static let atzmon = "آتزمون".map { String($0) }
  private static let aza = "آزا".map { String($0) }

  private func engine(_ suffix: String = "") throws -> ReferenceEngine {
    try ReferenceEngine(
      folder: try #require(ReferenceFiles.transliteration).appendingPathComponent(
        "aren-transliteration\(suffix)"))
  }

  @Test(arguments: ["", "-i16", "-i8"], [1, 4])
  func publishedTokens(suffix: String, beamSize: Int) async throws {
    let engine = try engine(suffix)
    let results = try await engine.decode(
      [Self.atzmon, Self.aza], options: DecodingOptions(beamSize: beamSize))
    #expect(results.map { engine.targetTokens($0[0].tokens).joined() } == ["atzmon", "azza"])
  }

  @Test func publishedScores() async throws {
    let published: [Float] = [
      -0.106023, -0.065410, -0.056002, -0.447953, -0.230714, -0.092184, -0.063463,
    ]
    let best = try #require(
      try await engine().decode([Self.atzmon], options: DecodingOptions(beamSize: 1)).first?.first)
    #expect(best.tokenScores.count == published.count)
    for (ours, theirs) in zip(best.tokenScores, published) { #expect(abs(ours - theirs) < 1e-5) }
    #expect(abs(best.score - published.reduce(0, +) / Float(published.count)) < 1e-5)
    #expect(best.finishReason == .endOfSentence)
  }

  @Test(arguments: ["", "-i16"])
  func forcedPrefix(suffix: String) async throws {
    let engine = try engine(suffix)
    var options = DecodingOptions(beamSize: 1)
    options.forcedPrefix = engine.targetIDs(["a", "t", "s"])
    let best = try #require(try await engine.decode([Self.atzmon], options: options).first?.first)
    #expect(engine.targetTokens(best.tokens) == ["a", "t", "s", "u", "m", "o", "n"])
  }

  @Test func suppression() async throws {
    let engine = try engine()
    var options = DecodingOptions(beamSize: 1)
    options.suppressedTokens = engine.targetIDs(["o"])
    let best = try #require(try await engine.decode([Self.atzmon], options: options).first?.first)
    #expect(!engine.targetTokens(best.tokens).contains("o"))
    #expect(engine.targetTokens(best.tokens).prefix(3) == ["a", "t", "z"])
  }
}
