import ArgumentParser
import Dragoman
import Foundation

struct ModelsConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Turn a model into Dragoman's own single file.",
    discussion: """
      The source is a folder (CTranslate2, Argos, Marian, Hugging Face) or an archive of one \
      (.argosmodel, .zip, .tar, .tar.gz):
      dragoman models convert ./opus-mt-de-en --output de-en.dragoman
      dragoman models install ./de-en.dragoman

      Without --output the source is the name of an installed model, which is turned into the own \
      format in its place; installation does that by itself for all new models.
      """)

  @OptionGroup var storeOptions: StoreOptions

  @Argument(help: "A folder, an archive, or an installed model.", completion: .file())
  var source: String

  @Option(name: .shortAndLong, help: "The file to write; one that is there is replaced.", completion: .file())
  var output: String?

  @Option(help: "Source language, where the files do not say.")
  var from: String?

  @Option(help: "Target language, where the files do not say.")
  var to: String?

  @Option(help: "Name for people.")
  var name: String?

  @Option(help: "Licence: its SPDX identifier.")
  var licence: String?

  @Option(help: "How the weights are kept: int8 or float32.")
  var quantisation: ModelQuantisation = .int8

  func validate() throws {
    if output == nil, [from, to, name, licence].contains(where: { $0 != nil }) {
      throw ValidationError("--from, --to, --name and --licence go with --output only.")
    }
    if output == nil, quantisation != .int8 {
      throw ValidationError("--quantisation goes with --output only.")
    }
  }

  func run() async throws {
    let command = self
    try await CommandRun.run {
      let store = try command.storeOptions.store()
      if let output = command.output {
        try await command.convert(to: output, with: store)
      } else {
        try await command.convertInPlace(in: store)
      }
    }
  }

  private func convertInPlace(in store: ModelStore) async throws {
    if source.contains("/") { throw ValidationError("Say where to write: --output FILE.") }
    let bar = ProgressBar()
    defer { bar.finish() }
    guard try store.installedModel(id: source).manifest.isConvertible else {
      return Terminal.note("\(source) is in Dragoman's own format already.")
    }
    let model = try await store.convert(id: source) { bar.show($0, model: source) }
    bar.finish()
    let (size, before) = (model.manifest.size, model.manifest.original?.size ?? 0)
    Terminal.note("Converted \(model.id): \(Terminal.size(before)) became \(Terminal.size(size)).")
  }

  private func convert(to output: String, with store: ModelStore) async throws {
    let bar = ProgressBar()
    defer { bar.finish() }
    let label = Terminal.plain((source as NSString).lastPathComponent)
    let options = LocalModelOptions(
      name: name, from: from, to: to, licence: licence, quantisation: quantisation)
    let result = try await store.convert(
      path: try sourceURL(in: store), to: URL(fileURLWithPath: output), options: options
    ) { bar.show($0, model: label) }
    bar.finish()
    let languages = result.facts.from.flatMap { from in result.facts.to.map { "\(from) to \($0), " } } ?? ""
    let kind = result.facts.quantisation.map { "\($0), " } ?? ""
    Terminal.note(
      "Wrote \(Terminal.plain(output)) (\(languages)\(kind)\(Terminal.size(result.file.size))) "
        + "from \(result.origin.format), \(Terminal.size(result.origin.size)).")
  }

  /// A path where there is one, else the folder of an installed model.
  private func sourceURL(in store: ModelStore) throws -> URL {
    let url = URL(fileURLWithPath: source)
    if source.contains("/") || FileManager.default.fileExists(atPath: source) { return url }
    return try store.installedModel(id: source).folder
  }
}

extension ModelQuantisation: ExpressibleByArgument {}
