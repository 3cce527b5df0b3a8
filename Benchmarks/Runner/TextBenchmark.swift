import ArgumentParser
import Foundation
import Inference
import ModelFormats

/// Text to text in one process: subword encoding, decoding, joining. One JSON object a repetition.
struct TextBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text", abstract: "Throughput of a file, or the latency of its lines one by one.")

  enum Mode: String, ExpressibleByArgument { case throughput, latency }

  @OptionGroup var engine: EngineOptions
  @Option(help: "Source text, one sentence a line.") var src: String
  @Option(help: "throughput or latency.") var mode = Mode.throughput
  @Option(help: "Only the first N lines (0: all).") var limit = 0
  @Option(help: "Only each Nth line.") var every = 1
  @Option(help: "Repetitions.") var `repeat` = 1
  @Option(help: "Write the translations here.") var out: String?

  func run() async throws {
    let clock = ContinuousClock()
    let loadStart = clock.now
    let (loaded, engine) = try engine.load()
    let loadSeconds = (clock.now - loadStart).seconds

    var lines = try String(contentsOfFile: src, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    lines = lines.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    if limit > 0 { lines = Array(lines.prefix(limit)) }

    _ = try await translate(Array(lines.prefix(4)), loaded, engine)
    for repetition in 0..<`repeat` {
      let start = clock.now
      let cpuStart = Self.processorSeconds()
      var results: [Hypothesis] = []
      var texts: [String] = []
      var latencies: [Double] = []
      switch mode {
      case .throughput:
        (results, texts) = try await translate(lines, loaded, engine)
      case .latency:
        for line in lines {
          let lineStart = clock.now
          let (result, text) = try await translate([line], loaded, engine)
          latencies.append((clock.now - lineStart).seconds * 1000)
          results += result
          texts += text
        }
      }
      let seconds = (clock.now - start).seconds
      let cpuSeconds = Self.processorSeconds() - cpuStart
      let tokens = results.reduce(0) { $0 + $1.tokens.count }
      let row = BenchmarkRow(
        engine: "dragoman", mode: mode.rawValue, compute: self.engine.compute,
        threads: self.engine.threads, beam: self.engine.beam, repetition: repetition,
        sentences: lines.count, targetTokens: tokens, seconds: seconds,
        cpuSeconds: cpuSeconds,
        targetTokensPerSecond: Double(tokens) / seconds, latencyP50: latencies.quantile(0.5),
        latencyP95: latencies.quantile(0.95), loadSeconds: loadSeconds,
        peakResidentMiB: Self.peakResidentMiB())
      print(String(decoding: try JSONEncoder().encode(row), as: UTF8.self))
      if let out { try Data((texts.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: out)) }
    }
  }

  private func translate(
    _ lines: [String], _ loaded: TranslationModel, _ engine: InferenceEngine
  ) async throws -> ([Hypothesis], [String]) {
    let requests = try lines.map {
      DecodingRequest(source: loaded.framedSource(try loaded.tokenizer.encode($0).ids), options: self.engine.decoding)
    }
    let best = try await engine.decode(requests).compactMap(\.first)
    return (best, best.map { loaded.tokenizer.decode($0.tokens).replacing("\n", with: " ") })
  }

  /// User and system time of this process so far.
  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
  }

  /// The kernel's own high-water mark of this process.
  private static func peakResidentMiB() -> Double? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kib = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Double($0) })
    else { return nil }
    return kib / 1024
  }
}

/// One measurement, in the words that compare.py reads.
struct BenchmarkRow: Encodable {
  var engine: String
  var mode: String
  var compute: String
  var threads: Int
  var beam: Int
  var repetition: Int
  var sentences: Int
  var targetTokens: Int
  var seconds: Double
  /// User and system time of all threads: steadier than the clock on a machine with other work.
  var cpuSeconds: Double
  var targetTokensPerSecond: Double
  /// Milliseconds.
  var latencyP50: Double?
  var latencyP95: Double?
  var loadSeconds: Double
  var peakResidentMiB: Double?
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}

extension [Double] {
  func quantile(_ q: Double) -> Double? {
    isEmpty ? nil : sorted()[Swift.min(count - 1, Int(q * Double(count)))]
  }
}
