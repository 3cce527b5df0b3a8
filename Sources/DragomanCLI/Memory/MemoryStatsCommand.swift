import ArgumentParser
import Memory

struct MemoryStatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Say what is in a memory: units by pair of languages and by project.")

  @OptionGroup var file: MemoryFileArgument

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let command = self
    try await CommandRun.run { try command.show() }
  }

  private func show() throws {
    let statistics = try MemoryStore(path: file.memory).statistics()
    if json { return try Terminal.show(json: statistics) }
    Terminal.show("\(statistics.units) units, \(Terminal.size(statistics.size))")
    let pairs = statistics.pairs.map {
      ["\($0.from) → \($0.to)", "\($0.units)", "\($0.machineMade) by machines"]
    }
    if !pairs.isEmpty { Terminal.show(Terminal.table(pairs)) }
    let projects = statistics.projects.filter { !$0.name.isEmpty }.map {
      [Terminal.plain($0.name), "\($0.units)"]
    }
    if !projects.isEmpty { Terminal.show(Terminal.table(projects)) }
  }
}
