import ArgumentParser
import Dragoman
import Foundation

struct ModelsInstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install models from the catalogue, a folder or an archive.",
    discussion: """
      Without a name, the default models are installed: Chinese to English, which is fetched, and English \
      to Chinese, whose files come with Dragoman. A model that is already there is left \
      alone, or converted if an earlier version installed it. Every file is checked by sha256, and the \
      model is converted to Dragoman's own file, before it appears. Interrupted or killed, the command can simply be run again: a finished \
      download is kept until its content was taken out.

      Files that come with Dragoman are looked for in dragoman_BundledModels.resources beside the program and in \
      the source it was built from, or in $DRAGOMAN_BUNDLED_MODELS alone.

      A local folder (CTranslate2, Argos, Marian, Hugging Face), an .argosmodel, .zip, .tar or .tar.gz \
      of one, or a .dragoman file is installed from there: dragoman models install ./model.argosmodel
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

  @Option(help: "Name of a local model for people.")
  var name: String?

  @Option(help: "Licence of a local model: its SPDX identifier.")
  var licence: String?

  @Flag(help: "Install again what is already installed.")
  var replace = false

  @Flag(help: "Keep the files of before the conversion too, in the model's folder \"original\".")
  var keepOriginal = false

  func validate() throws {
    let isDescribed = [id, from, to, name, licence].contains { $0 != nil }
    if models.count > 1 && isDescribed {
      throw ValidationError("--id, --from, --to, --name and --licence go with one model only.")
    }
    if models.isEmpty && (from == nil) != (to == nil) {
      throw ValidationError("Give both --from and --to.")
    }
    if models.isEmpty && [id, name, licence].contains(where: { $0 != nil }) {
      throw ValidationError("--id, --name and --licence go with a local model only.")
    }
  }

  func run() async throws {
    let command = self
    try await CommandRun.run {
      let store = try command.storeOptions.store()
      let requests = try command.requests(store.catalogue)
      for (index, request) in requests.enumerated() {
        let next = requests[(index + 1)...].compactMap { request -> String? in
          guard case .entry(let id) = request, !command.isPresent(id, in: store) else { return nil }
          return id
        }
        try await command.install(request, followedBy: next, in: store)
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

  /// Whether a model of the catalogue is installed as asked for.
  private func isPresent(_ id: String, in store: ModelStore) -> Bool {
    guard !replace, let model = store.completeModel(id: id) else { return false }
    return !keepOriginal || model.manifest.holdsOriginal
  }

  private func install(
    _ request: ModelRequest, followedBy next: [String], in store: ModelStore
  ) async throws {
    let bar = ProgressBar()
    defer { bar.finish() }
    let model: InstalledModel
    let started = ContinuousClock.now
    switch request {
    case .entry(let id):
      if isPresent(id, in: store) {
        Terminal.note("\(id) is already installed.")
        guard try store.installedModel(id: id).manifest.isConvertible else { return }
        // Installed by an earlier version: converting needs no network.
        let converted = try await store.convert(id: id, keepingOriginal: keepOriginal) {
          bar.show($0, model: id)
        }
        bar.finish()
        Terminal.note("Converted it to Dragoman's own file (\(Terminal.size(converted.manifest.size))).")
        return
      }
      if let entry = store.catalogue.entry(id: id), !Terminal.showsProgress {
        let sources = entry.sources.map(\.description).joined(separator: ", or ")
        let size = entry.downloadSize.flatMap { $0 > 0 ? " (\(Terminal.size($0)) to fetch)" : nil } ?? ""
        Terminal.note("Installing \(id)\(size) from \(sources).")
      }
      model = try await store.install(
        id: id, replacing: replace, keepingOriginal: keepOriginal, followedBy: next
      ) { bar.show($0, model: id) }
    case .local(let path):
      let name = Terminal.plain((path as NSString).lastPathComponent)
      let options = LocalModelOptions(
        id: id, name: self.name, from: from, to: to, licence: licence, replacing: replace,
        keepsOriginal: keepOriginal)
      model = try await store.install(path: URL(fileURLWithPath: path), options: options) {
        bar.show($0, model: name)
      }
    }
    bar.finish()
    let seconds = Int((ContinuousClock.now - started) / .seconds(1))
    Terminal.note(
      "Installed \(model.id) (\(model.from) to \(model.to), \(Terminal.size(model.manifest.size))) "
        + "in \(seconds) s.")
    if let credits = model.manifest.attribution {
      Terminal.note("\(Terminal.plain(model.manifest.licence ?? "")): \(Terminal.plain(credits))")
    }
  }
}
