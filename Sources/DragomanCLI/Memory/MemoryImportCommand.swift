import ArgumentParser
import Dragoman
import Foundation
import Memory

struct MemoryImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add the units of TMX files; the memory is made where there is none.",
    discussion: """
      dragoman memory import ours.dmem delivered.tmx --project assembly-66

      What is there already is not added again. A damaged unit is named with its line, and the others are added; the \
      command then ends with 1. Interrupted, what was read so far is kept: the same command goes on.
      """)

  /// Units that are written in one go, and a part of the index of their own.
  private static let batch = 125_000

  @OptionGroup var file: MemoryFileArgument

  @Argument(help: ArgumentHelp("TMX 1.4.", valueName: "tmx-file"), completion: .file(extensions: ["tmx"]))
  var files: [String]

  @Option(help: ArgumentHelp("Whose units they are, where the file does not say.", valueName: "name"))
  var project = ""

  @Flag(help: "Also keep each unit the other way round.")
  var bothWays = false

  func run() async throws {
    let command = self
    try await CommandRun.run { try command.importAll() }
  }

  private func importAll() throws {
    let readers = try files.map { path in
      try TMXUnitReader(try Self.bytes(of: path), name: path, project: project)
    }
    let store = try MemoryStore(path: file.memory, creates: true)
    let bar = ProgressBar()
    defer { bar.finish() }
    var (total, faults) = (MemoryStore.Added(), 0)
    let start = ContinuousClock.now
    for (path, reader) in zip(files, readers) {
      var added = MemoryStore.Added()
      var units: [MemoryUnit] = []
      func flush() throws {
        added += try store.add(units)
        units.removeAll(keepingCapacity: true)
      }
      try reader.read(
        unit: { unit in
          units.append(unit)
          if bothWays { units.append(unit.reversed) }
          if units.count >= Self.batch { try flush() }
        },
        problem: { problem in
          faults += 1
          bar.finish()
          if faults <= 20 { Terminal.note("\(path), " + Terminal.plain(problem.description)) }
        },
        progress: { share in
          try Task.checkCancellation()
          bar.update(label: path, fraction: share, detail: "\(added.new + added.known + units.count) units")
        })
      try flush()
      bar.finish()
      Terminal.note("\(path): \(added.new) units added, \(added.known) there already")
      total += added
    }
    try store.optimize()
    let seconds = max((ContinuousClock.now - start).seconds, 0.001)
    let count = total.new + total.known
    Terminal.note(
      String(
        format: "%@: %d units in %.1f s (%.0f a second)", file.memory, count, seconds, Double(count) / seconds
      ))
    guard faults == 0 else {
      Terminal.note("\(faults) units could not be read")
      throw ExitStatus.failure.code
    }
  }

  private static func bytes(of path: String) throws -> Data {
    guard FileManager.default.fileExists(atPath: path) else { throw InputError.noSuchFile(path) }
    return try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
  }
}

extension MemoryUnit {
  /// Its translation as the source.
  fileprivate var reversed: MemoryUnit {
    var unit = self
    (unit.from, unit.to, unit.source, unit.target, unit.previous) = (to, from, target, source, nil)
    return unit
  }
}
