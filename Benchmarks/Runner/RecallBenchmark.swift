import ArgumentParser
import Dragoman
import Foundation
import Memory

/// Look-ups in a translation memory: texts as they are in it, with some words exchanged, and such as it has not.
struct RecallBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recall", abstract: "Measure look-ups in a translation memory.")

  @Argument(help: "The memory.")
  var memory: String

  @Option(help: "Texts to look up, a line each.")
  var texts: String

  @Option var from = "en"
  @Option var to = "zh"

  @Option(help: "The most look-ups of each kind.")
  var count = 2_000

  func run() async throws {
    let store = try MemoryStore(path: memory)
    let (from, to) = (try LanguageTag(from), try LanguageTag(to))
    let lines = try String(contentsOfFile: texts, encoding: .utf8).split(separator: "\n").prefix(count).map(
      String.init)
    let changed = lines.enumerated().map { index, line in Self.changed(line, index) }
    for (name, texts) in [("as they are", lines), ("every eighth word exchanged", changed)] {
      // What every process reads once is read.
      _ = try store.matches(of: texts.first ?? "", from: from, to: to)
      var times: [Double] = []
      var found = 0
      for text in texts {
        let start = ContinuousClock.now
        let matches = try store.matches(of: text, from: from, to: to)
        times.append((ContinuousClock.now - start).seconds * 1000)
        if !matches.isEmpty { found += 1 }
      }
      times.sort()
      func quantile(_ share: Double) -> Double { times[Int(share * Double(times.count - 1))] }
      print(
        String(
          format: "%@: %d texts, %.0f %% found, p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, most %.2f ms", name,
          times.count, 100 * Double(found) / Double(max(times.count, 1)), quantile(0.5), quantile(0.95),
          quantile(0.99), times.last ?? 0))
    }
  }

  private static func changed(_ line: String, _ seed: Int) -> String {
    var words = line.split(separator: " ").map(String.init)
    for place in stride(from: seed % 8, to: words.count, by: 8) { words[place] = "otherwise" }
    return words.joined(separator: " ")
  }
}
