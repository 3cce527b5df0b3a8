import ArgumentParser

/// `dragoman models`: what can be installed, what is, and whether it is whole.
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List, install, convert, verify and remove translation models.",
    discussion: """
      Models live in $DRAGOMAN_HOME, else in $XDG_DATA_HOME/dragoman, else in \
      ~/.local/share/dragoman. Only "install" needs the network, and only for models of the \
      catalogue that do not come with Dragoman.

      \(ExitStatus.manual)
      """,
    subcommands: [
      ModelsListCommand.self, ModelsInstallCommand.self, ModelsInfoCommand.self,
      ModelsVerifyCommand.self, ModelsConvertCommand.self, ModelsRemoveCommand.self,
    ],
    defaultSubcommand: ModelsListCommand.self)
}
