import ArgumentParser
import Dragoman

struct ModelsRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Delete installed models.")

  @OptionGroup var storeOptions: StoreOptions

  @Argument(help: "Names of the models.")
  var models: [String]

  func run() async throws {
    let (options, ids) = (storeOptions, models)
    try await CommandRun.run {
      let store = try options.store()
      for id in ids {
        try await store.remove(id: id)
        Terminal.note("Removed \(id).")
      }
    }
  }
}
