import ArgumentParser
import Dragoman
import Foundation
import Memory

struct MemorySearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Show what a memory has for a text.",
    discussion: """
      dragoman memory search ours.dmem --from en --to fr "The committee adopted the agenda."
      """)

  @OptionGroup var file: MemoryFileArgument

  @Argument(help: "A sentence, or a paragraph.")
  var text: String

  @Option(help: "The text's language.")
  var from: String

  @Option(help: "The language of the translations.")
  var to: String

  @Option(help: ArgumentHelp("The sentence before.", valueName: "text"))
  var after: String?

  @Option(help: ArgumentHelp("How alike texts must be, in percent.", valueName: "percent"))
  var least = 70.0

  @Option(help: ArgumentHelp("The most matches to show.", valueName: "number"))
  var limit = 5

  @Option(help: ArgumentHelp("The project whose translations come first.", valueName: "name"))
  var project: String?

  @Flag(help: "Print JSON, an array of matches.")
  var json = false

  func validate() throws {
    guard (1...100).contains(least) else { throw ValidationError("--least is from 1 to 100.") }
    guard limit > 0 else { throw ValidationError("--limit is 1 or more.") }
  }

  func run() async throws {
    let command = self
    try await CommandRun.run { try command.search() }
  }

  private func search() throws {
    let memory = TranslationMemory(
      [.init(try MemoryStore(path: file.memory))], project: project, leastScore: least / 100)
    let matches = try memory.matches(
      of: text, after: after, from: try LanguageTag(from), to: try LanguageTag(to), limit: limit)
    if json { return try Terminal.show(json: matches.map(Row.init)) }
    for (match, score) in matches {
      let notes =
        [
          match.isExact ? "exact" : nil, match.hasSameContext ? "same context" : nil,
          match.unit.isMachineMade ? "machine" : nil,
        ]
        .compactMap { $0 } + [match.unit.project].filter { !$0.isEmpty }
      Terminal.show(
        String(format: "%3.0f %%", score * 100)
          + (notes.isEmpty ? "" : "  " + Terminal.plain(notes.joined(separator: ", "))))
      Terminal.show("  " + Terminal.plain(match.unit.source))
      Terminal.show("  " + Terminal.plain(match.unit.target))
    }
    if matches.isEmpty { Terminal.note("Nothing like it is there.") }
  }

  private struct Row: Encodable {
    let score: Double
    let isExact: Bool
    let hasSameContext: Bool
    let source: String
    let target: String
    let project: String
    let isMachineMade: Bool

    init(_ found: (match: MemoryMatch, score: Double)) {
      score = found.score
      (isExact, hasSameContext) = (found.match.isExact, found.match.hasSameContext)
      let unit = found.match.unit
      (source, target, project, isMachineMade) = (unit.source, unit.target, unit.project, unit.isMachineMade)
    }
  }
}
