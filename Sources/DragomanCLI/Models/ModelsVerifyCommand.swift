import ArgumentParser
import Dragoman

struct ModelsVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Read the files of installed models again and check them.",
    discussion: "The exit code is 0 when all are whole and 1 when something is damaged.")

  @OptionGroup var storeOptions: StoreOptions

  @Argument(help: "Names of installed models; all of them when none is named.")
  var models: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  /// One object of `--json`.
  private struct Report: Encodable {
    var id: String
    var intact: Bool
    var problems: [String]
    var format: String?
    var quantisation: String?
    var size: Int64?
    /// The format of before the conversion.
    var original: String?

    /// What was checked, for people.
    var subject: String {
      let format = ([format, quantisation].compactMap { $0 }).joined(separator: " ")
      let parts = [format, size.map(Terminal.size) ?? "", original.map { "converted from \($0)" } ?? ""]
      return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  func run() async throws {
    let (options, named, json) = (storeOptions, models, json)
    try await CommandRun.run {
      let store = try options.store()
      let inventory = store.inventory()
      let ids = named.isEmpty ? inventory.models.map(\.id) + inventory.damaged.map(\.id) : named
      var reports: [Report] = []
      for id in ids {
        let report = try await Self.verify(id, in: store)
        reports.append(report)
        if json { continue }
        if report.intact {
          Terminal.show(Terminal.plain("\(report.id): intact (\(report.subject))"))
        } else {
          Terminal.show("\(Terminal.plain(report.id)): damaged")
          for problem in report.problems { Terminal.show("  \(Terminal.plain(problem))") }
        }
      }
      if json { try Terminal.show(json: reports) }
      if ids.isEmpty && !json { Terminal.note("No model is installed.") }
      let damaged = reports.filter { !$0.intact }
      guard damaged.isEmpty else {
        for report in damaged where !json {
          let isKnown = store.catalogue.entry(id: report.id) != nil
          Terminal.note(
            "  next: dragoman models "
              + (isKnown ? "install --replace " : "remove ") + Terminal.plain(report.id))
        }
        throw ExitStatus.failure.code
      }
    }
  }

  private static func verify(_ id: String, in store: ModelStore) async throws -> Report {
    let bar = ProgressBar()
    defer { bar.finish() }
    do {
      let result = try await store.verify(id: id) { bar.show($0, model: id) }
      let manifest = result.model.manifest
      return Report(
        id: id, intact: result.isIntact, problems: result.problems.map(\.message),
        format: manifest.format, quantisation: manifest.quantisation, size: manifest.size,
        original: manifest.original?.format)
    } catch let error as ModelStoreError {
      guard case .damagedManifest = error else { throw error }
      return Report(id: id, intact: false, problems: [error.message])
    }
  }
}
