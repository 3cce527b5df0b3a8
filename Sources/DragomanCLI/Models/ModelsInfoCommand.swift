import ArgumentParser
import Dragoman
import Foundation

struct ModelsInfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show all that is known about a model, credits included.")

  @OptionGroup var storeOptions: StoreOptions

  @Argument(help: "Name of an installed model or of one in the catalogue.")
  var model: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let (options, id, json) = (storeOptions, model, json)
    try await CommandRun.run {
      let store = try options.store()
      guard let listing = ModelListing.all(in: store).first(where: { $0.id == id }) else {
        throw ModelStoreError.unknownModel(
          id: id, available: ModelListing.all(in: store).map(\.id))
      }
      if json {
        try Terminal.show(json: listing)
      } else {
        Terminal.show(Self.text(listing))
      }
      if let problem = listing.problem {
        throw ModelStoreError.damagedManifest(path: listing.folder ?? id, reason: problem)
      }
    }
  }

  private static func text(_ listing: ModelListing) -> String {
    var rows: [[String]] = []
    func add(_ label: String, _ value: String?) {
      if let value, !value.isEmpty { rows.append([label, Terminal.plain(value)]) }
    }
    add("model", listing.id)
    add("name", listing.name)
    add("languages", listing.from.map { "\($0) to \(listing.to ?? "?")" })
    add("default", listing.isDefault ? "yes" : "no")
    add("state", listing.state.rawValue)
    add("format", listing.format)
    add("quantisation", listing.quantisation)
    add(listing.state == .available ? "files" : "size", listing.size.map(size))
    add("download", listing.download.flatMap { $0 > 0 ? size($0) : nil })
    add("converted from", listing.original.map { "\($0.format), \(size($0.size))" })
    add("licence", listing.licence ?? "unknown")
    add("attribution", listing.attribution)
    add("source", listing.source)
    for home in listing.upstream ?? [] { add("upstream", home) }
    add("folder", listing.folder)
    add("installed", listing.installed.map { ISO8601DateFormatter().string(from: $0) })
    for score in listing.scores ?? [] {
      let figures = [
        score.bleu.map { "BLEU \($0)" }, score.chrf.map { "chrF \($0)" },
        score.comet.map { "COMET \($0)" },
      ].compactMap { $0 }
      add("score", "\(score.set): \(figures.joined(separator: ", "))\(score.by.map { ", by \($0)" } ?? "")")
    }
    for file in listing.files ?? [] { add("file", line(file)) }
    for file in listing.original?.files ?? [] { add("original file", line(file)) }
    return Terminal.table(rows)
  }

  private static func size(_ bytes: Int64) -> String { "\(Terminal.size(bytes)) (\(bytes) bytes)" }

  private static func line(_ file: FileRecord) -> String { "\(file.sha256)  \(file.size)  \(file.path)" }
}
