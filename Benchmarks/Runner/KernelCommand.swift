import ArgumentParser
import CKernels
import Foundation

/// Rates of the numeric kernels on one core.
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernels",
    abstract: "Rates of the numeric kernels on one core, beside what it can do and beside OpenBLAS.")

  @Flag(help: "One JSON array instead of tables.") var json = false
  @Option(help: "avxvnni, avx512vnni, avx2, neon or portable; the fastest when left out.") var table: String?
  @Option(help: "Seconds for each figure.") var seconds = Stopwatch().seconds

  func validate() throws {
    guard seconds > 0 && seconds <= 60 else { throw ValidationError("--seconds takes 0 to 60") }
  }

  func run() throws {
    guard let kernels = table.map({ dk_named($0) }) ?? dk_best() else {
      throw BenchmarkError.unknownKernels(name: table ?? "")
    }
    let name = String(cString: kernels.pointee.name)
    let stopwatch = Stopwatch(seconds: seconds)
    let ceilings = Ceilings(table: name, stopwatch: stopwatch)
    let rows = KernelBenchmark.run(kernels.pointee, ceilings: ceilings, stopwatch: stopwatch)
    let figures = KernelFigures(table: name, ceilings: ceilings.rates, rows: rows)
    if json {
      print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
    } else {
      print(figures.text)
    }
  }
}
