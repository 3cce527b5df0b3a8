import ArgumentParser
import Foundation
import Inference

/// Prints target ids and scores: for checks against other engines.
struct TokenDecoding: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode", abstract: "Text lines to target ids and scores, one JSON object a line.")

  @OptionGroup var engine: EngineOptions
  @OptionGroup var source: SourceOptions

  func run() async throws {
    let lines = try source.lines()
    let encoder = JSONEncoder()
    for best in try await engine.load().decode(lines) {
      let line = Line(tokens: best.tokens, score: best.score, reason: best.finishReason)
      print(String(decoding: try encoder.encode(line), as: UTF8.self))
    }
  }

  private struct Line: Encodable {
    var tokens: [Int32]
    var score: Float
    var reason: FinishReason
  }
}
