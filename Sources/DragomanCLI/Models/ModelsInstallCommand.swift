import ArgumentParser
import Dragoman
import Foundation

struct ModelsInstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install models from the catalogue, a folder or an archive.",
    discussion: """
      Without a name, the default models are installed. A model that is already there is left \
      alone. Interrupted or killed, the command can simply be run again: a finished download is \
      kept. Every file is checked by sha256 before the model appears.

      A local folder, .argosmodel, .zip, .tar or .tar.gz is copied into the store: \
      dragoman models install ./model.argosmodel
      """)

  @OptionGroup var storeOptions: StoreOptions

  @Argument(
    help: "Names from the catalogue, pairs such as zh-en, or paths.", completion: .file())
  var models: [String] = []

  @Option(help: "Source language: of a local model, or with --to to choose from the catalogue.")
  var from: String?

  @Option(help: "Target language.")
  var to: String?

  @Option(help: "Name of a local model in the store.")
  var id: String?

  @Flag(help: "Install again what is already installed.")
  var replace = false

  func validate() throws {
    if models.count > 1 && (id != nil || from != nil || to != nil) {
      throw ValidationError("--id, --from and --to go with one model only.")
    }
    if models.isEmpty && (from == nil) != (to == nil) {
      throw ValidationError("Give both --from and --to.")
    }
    if models.isEmpty && id != nil { throw ValidationError("--id goes with a local model only.") }
  }

  func run() async throws {
    let command = self
    try await CommandRun.run {
      let store = try command.storeOptions.store()
      for request in try command.requests(store.catalogue) {
        try await command.install(request, in: store)
      }
    }
  }

  private func requests(_ catalogue: ModelCatalogue) throws -> [ModelRequest] {
    if !models.isEmpty { return try models.map { try ModelRequest.parse($0, catalogue: catalogue) } }
    guard let from, let to else { return catalogue.defaults.map { .entry(id: $0.id) } }
    guard let entry = catalogue.entry(from: from, to: to) else {
      throw ModelStoreError.noModelForPair(
        from: from, to: to, available: catalogue.entries.map(\.id))
    }
    return [.entry(id: entry.id)]
  }

  private func install(_ request: ModelRequest, in store: ModelStore) async throws {
    let bar = ProgressBar()
    defer { bar.finish() }
    let model: InstalledModel
    switch request {
    case .entry(let id):
      if !replace, let present = try? store.installedModel(id: id), present.looksComplete() {
        Terminal.note("\(id) is already installed.")
        return
      }
      if let entry = store.catalogue.entry(id: id), !Terminal.showsProgress {
        let sources = entry.sources.map(\.description).joined(separator: ", or ")
        Terminal.note("Installing \(id) (\(Terminal.size(entry.size))) from \(sources).")
      }
      model = try await store.install(id: id, replacing: replace) { bar.show($0, model: id) }
    case .local(let path):
      let name = Terminal.plain((path as NSString).lastPathComponent)
      let options = LocalModelOptions(id: id, from: from, to: to, replacing: replace)
      model = try await store.install(path: URL(fileURLWithPath: path), options: options) {
        bar.show($0, model: name)
      }
    }
    bar.finish()
    Terminal.note(
      "Installed \(model.id) (\(model.from) to \(model.to), \(Terminal.size(model.manifest.size))).")
    if let credits = model.manifest.attribution {
      Terminal.note("\(Terminal.plain(model.manifest.licence ?? "")): \(Terminal.plain(credits))")
    }
  }
}
