import ArgumentParser
import Dragoman

@main
struct DragomanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dragoman",
    abstract: "Translate session transcripts and documents on this machine's own CPU.",
    discussion: """
      To begin: dragoman models install; then: dragoman translate --from zh --to en minutes.txt

      Shell completions: dragoman --generate-completion-script bash (or zsh, fish).
      """,
    version: DragomanVersion.current,
    subcommands: [
      TranslateCommand.self, BatchCommand.self, LiveCommand.self, ServeCommand.self, ReplayCommand.self,
      ScoreCommand.self, ClassifyCommand.self, GlossaryCommand.self, MemoryCommand.self, StylesCommand.self,
      LanguagesCommand.self, ModelsCommand.self,
    ],
    defaultSubcommand: nil)
}
