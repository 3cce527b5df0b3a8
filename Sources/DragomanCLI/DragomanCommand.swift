import ArgumentParser

@main
struct DragomanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dragoman",
    abstract: "Translate session transcripts and documents on this machine's own CPU.",
    subcommands: [ModelsCommand.self])
}
