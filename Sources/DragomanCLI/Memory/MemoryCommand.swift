import ArgumentParser

struct MemoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory",
    abstract: "Look after translation memories: what has been translated before.",
    discussion: """
      dragoman memory import ours.dmem old-project.tmx
      dragoman translate --memory ours.dmem report.docx
      dragoman memory search ours.dmem --from en --to fr "The committee adopted the agenda."

      A memory is one file. A sentence that it has is taken from it; of one like it, the translation is a draft and says \
      which of several words for a term is meant.
      """,
    subcommands: [
      MemoryImportCommand.self, MemoryExportCommand.self, MemorySearchCommand.self, MemoryStatsCommand.self,
    ])
}

/// The memory that a command is about.
struct MemoryFileArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The memory.", valueName: "memory"), completion: .file(extensions: ["dmem"]))
  var memory: String
}
