import ArgumentParser
import Foundation
import Inference

/// Text to text in one process: subword encoding, decoding, joining. One JSON object a repetition.
struct TextBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text", abstract: "Throughput of a file, or the latency of its lines one by one.")

  enum Mode: String, ExpressibleByArgument { case throughput, latency }

  @OptionGroup var engine: EngineOptions
  @OptionGroup var source: SourceOptions
  @Option(help: "throughput or latency.") var mode = Mode.throughput
  @Option(help: "Repetitions.") var `repeat` = 1
  @Option(help: "Write the translations here.") var out: String?
  @Option(help: "Drafts of the translations, one for each line that is measured; they serve --beam 1.")
  var drafts: String?

  /// Lines translated before the clock starts.
  private static let warmUp = 4

  func run() async throws {
    let startMiB = ProcessUsage.residentMiB
    let loading = Lap()
    let text = try engine.load()
    let load = loading.elapsed
    let loadedMiB = ProcessUsage.residentMiB

    let lines = try source.lines()
    let drafts = try self.drafts.map { try SourceOptions.lines(of: $0) } ?? []
    _ = try await text.decode(Array(lines.prefix(Self.warmUp)))
    for repetition in 0..<`repeat` {
      let (elapsed, translations, each) = try await measure(lines, drafts, text)
      let row = BenchmarkRow(
        mode: mode.rawValue, compute: engine.compute, threads: engine.threads, beam: engine.beam,
        rows: engine.rows, repetition: repetition, sentences: lines.count,
        targetTokens: translations.reduce(0) { $0 + $1.tokens },
        unfinished: translations.count { $0.reason != .endOfSentence },
        seconds: elapsed.seconds, cpuSeconds: elapsed.cpuSeconds,
        latencyP50: each.map { $0.seconds * 1000 }.quantile(0.5),
        latencyP95: each.map { $0.seconds * 1000 }.quantile(0.95),
        latencyCpuP50: each.map { $0.cpuSeconds * 1000 }.quantile(0.5),
        latencyCpuP95: each.map { $0.cpuSeconds * 1000 }.quantile(0.95),
        loadSeconds: load.seconds, loadCpuSeconds: load.cpuSeconds, startMiB: startMiB,
        loadedMiB: loadedMiB, peakMiB: ProcessUsage.peakResidentMiB)
      print(String(decoding: try JSONEncoder().encode(row), as: UTF8.self))
      if let out {
        let joined = translations.map { $0.text + "\n" }.joined()
        try Data(joined.utf8).write(to: URL(fileURLWithPath: out))
      }
    }
  }

  private struct Translated {
    var text: String
    var tokens: Int
    var reason: FinishReason
  }

  /// The whole time, the translations, and the time of each line where lines go one by one.
  private func measure(
    _ lines: [String], _ drafts: [String], _ engine: TextEngine
  ) async throws -> (whole: Lap.Elapsed, translations: [Translated], each: [Lap.Elapsed]) {
    var translations: [Translated] = []
    var each: [Lap.Elapsed] = []
    let whole = Lap()
    switch mode {
    case .throughput:
      translations = try await translate(lines, drafts, engine)
    case .latency:
      for (index, line) in lines.enumerated() {
        let lap = Lap()
        translations += try await translate([line], Array(drafts.dropFirst(index).prefix(1)), engine)
        each.append(lap.elapsed)
      }
    }
    return (whole.elapsed, translations, each)
  }

  private func translate(
    _ lines: [String], _ drafts: [String], _ engine: TextEngine
  ) async throws -> [Translated] {
    try await engine.decode(lines, drafts: drafts).map {
      Translated(text: engine.text(of: $0), tokens: $0.tokens.count, reason: $0.finishReason)
    }
  }
}

extension [Double] {
  fileprivate func quantile(_ q: Double) -> Double? {
    isEmpty ? nil : sorted()[Swift.min(count - 1, Int(q * Double(count)))]
  }
}
