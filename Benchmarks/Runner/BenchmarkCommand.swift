import ArgumentParser

@main
struct BenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dragoman-bench",
    abstract: "Measures the engine in one process; Benchmarks/compare.py runs it beside the peers.",
    subcommands: [
      TextBenchmark.self, TokenDecoding.self, MemoryCommand.self, KernelCommand.self, AlignCommand.self,
      RevisionBenchmark.self, RecallBenchmark.self,
    ])
}
