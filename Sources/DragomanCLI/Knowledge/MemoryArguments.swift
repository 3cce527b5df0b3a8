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
  func memory() throws -> TranslationMemory? {
    // A project counts in memories that come with a domain, too.
    guard !files.isEmpty || project != nil else { return nil }
    return TranslationMemory(
      try files.map { try TranslationMemory.Source(named: $0) }, project: project)
  }
}
