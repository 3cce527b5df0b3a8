import ArgumentParser
import Dragoman
import Memory

/// What has been translated before.
struct MemoryArguments: ParsableArguments {
  @Option(
    name: .customLong("memory"),
    help: ArgumentHelp(
      "Take from this translation memory what it has (see dragoman memory); may be given again. FILE:5 takes 5 % off "
        + "all its matches.",
      valueName: "file"),
    completion: .file(extensions: ["dmem"]))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "The project whose translations go before those of others in a memory.", valueName: "name"))
  var project: String?

  /// nil where none is given.
  func memory(besides others: [String] = []) throws -> TranslationMemory? {
    let all = files + others
    return all.isEmpty ? nil : TranslationMemory(try all.map(Self.source), project: project)
  }

  private static func source(_ argument: String) throws -> TranslationMemory.Source {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 1, let last = parts.last, let percent = Double(last), (0...100).contains(percent) {
      let path = parts.dropLast().joined(separator: ":")
      return TranslationMemory.Source(try MemoryStore(path: path), penalty: percent / 100)
    }
    return TranslationMemory.Source(try MemoryStore(path: argument))
  }
}
