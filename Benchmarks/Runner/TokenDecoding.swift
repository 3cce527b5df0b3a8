import ArgumentParser
import Foundation
import Inference

/// Decodes ready-made source ids and prints target ids and scores: for checks against other engines.
struct TokenDecoding: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode", abstract: "Text lines to target ids and scores, one JSON array a line.")

  @OptionGroup var engine: EngineOptions
  @Option(help: "Source text, one sentence a line.") var src: String

  func run() async throws {
    let (loaded, engine) = try engine.load()
    let lines = try String(contentsOfFile: src, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).filter { !$0.isEmpty }
    let requests = try lines.map {
      DecodingRequest(source: loaded.framedSource(try loaded.tokenizer.encode(String($0)).ids), options: self.engine.decoding)
    }
    let encoder = JSONEncoder()
    for result in try await engine.decode(requests) {
      guard let best = result.first else { continue }
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
