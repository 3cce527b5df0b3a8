import ArgumentParser
import Dragoman
import Terminology

/// Terms that have to hold.
struct GlossaryArguments: ParsableArguments {
  @Option(
    name: .customLong("glossary"),
    help: ArgumentHelp(
      "Say terms as this file does: CSV, TSV, TBX or TMX; may be given again, the first goes before the others.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "tbx", "tmx"]))
  var files: [String] = []

  /// - Parameter source: language of the first column of a table without names; `target` is that of the second.
  func glossaries(from source: LanguageTag?, to target: LanguageTag) throws -> [Glossary] {
    let reader = GlossaryFile(languages: source.map { ($0, target) })
    return try files.map { Glossary(try reader.read($0)) }
  }
}
