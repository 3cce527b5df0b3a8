import ArgumentParser
import Dragoman

struct LanguagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "languages", abstract: "Show the language pairs that can be translated now.",
    discussion: "More pairs come with more models: see `dragoman models list`.")

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "JSON.") var json = false

  func run() async throws {
    let command = self
    try await CommandRun.run {
      let pairs = try Translator(store: try command.storeOptions.store()).pairs
      if command.json { return try Terminal.show(json: pairs) }
      guard !pairs.isEmpty else {
        Terminal.note("No model is installed.\n  next: dragoman models install")
        throw ExitStatus.notFound.code
      }
      for pair in pairs {
        Terminal.show(
          "\(pair.from.code) → \(pair.to.code)   \(pair.from.englishName) (\(pair.from.nativeName)) to "
            + "\(pair.to.englishName) (\(pair.to.nativeName))")
      }
    }
  }
}
