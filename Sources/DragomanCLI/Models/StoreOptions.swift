import ArgumentParser
import Dragoman
import Foundation

/// The options that say which store and catalogue a command works with.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("catalogue"), help: "Use this catalogue file instead of the built-in one.",
    completion: .file(extensions: ["json"]))
  var catalogueFile: String?

  func store() throws -> ModelStore {
    guard let catalogueFile else { return try ModelStore() }
    let environment = ProcessInfo.processInfo.environment
    return ModelStore(
      home: ModelStore.defaultHome(environment: environment),
      catalogue: try ModelCatalogue(file: URL(fileURLWithPath: catalogueFile)),
      environment: environment)
  }
}
