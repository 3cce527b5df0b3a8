import ArgumentParser
import Foundation

/// Decodes the same lines in rounds: what memory the engine keeps from one to the next. One JSON object a round.
struct MemoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory", abstract: "Resident memory after each of some rounds over the same lines.")

  @OptionGroup var engine: EngineOptions
  @OptionGroup var source: SourceOptions
  @Option(help: "Rounds.") var rounds = 5

  func run() async throws {
    let text = try engine.load()
    let lines = try source.lines()
    try report(round: 0, sentences: 0)
    for round in 1...max(1, rounds) {
      let sentences = try await text.decode(lines).count
      try report(round: round, sentences: round * sentences)
    }
  }

  private func report(round: Int, sentences: Int) throws {
    let row = Row(
      round: round, sentences: sentences, residentMiB: ProcessUsage.residentMiB,
      peakMiB: ProcessUsage.peakResidentMiB, cpuSeconds: ProcessUsage.cpuSeconds)
    print(String(decoding: try JSONEncoder().encode(row), as: UTF8.self))
  }

  private struct Row: Encodable {
    var round: Int
    var sentences: Int  // so far
    var residentMiB: Double?
    var peakMiB: Double?
    var cpuSeconds: Double  // so far
  }
}
