import ArgumentParser

struct GlossaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glossary",
    abstract: "Look after glossaries.",
    subcommands: [GlossaryCheckCommand.self])
}
