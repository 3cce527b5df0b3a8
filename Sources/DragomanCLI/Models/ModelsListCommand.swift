import ArgumentParser
import Dragoman

struct ModelsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the models that are installed and those that can be.",
    discussion: "Needs no network. A \"*\" marks the model of choice for its pair.")

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Leave out what is not installed.")
  var installed = false

  @Flag(help: "Show the catalogue: all that can be installed by name, installed or not.")
  var available = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if installed && available { throw ValidationError("Choose --installed or --available.") }
  }

  func run() async throws {
    let (options, installed, available, json) = (storeOptions, installed, available, json)
    try await CommandRun.run {
      let store = try options.store()
      let listings = ModelListing.all(in: store).filter {
        installed
          ? $0.state != .available : !available || store.catalogue.entry(id: $0.id) != nil
      }
      if json {
        try Terminal.show(json: listings)
      } else if listings.isEmpty {
        Terminal.note("No model is installed.\n  next: dragoman models install")
      } else {
        Terminal.show(Self.table(listings))
      }
      for listing in listings {
        guard let problem = listing.problem, !json else { continue }
        Terminal.note("dragoman: \(Terminal.plain(problem))")
        Terminal.note("  next: dragoman models remove \(Terminal.plain(listing.id))")
      }
    }
  }

  private static func table(_ listings: [ModelListing]) -> String {
    let header = ["", "MODEL", "FROM", "TO", "FORMAT", "ON DISK", "DOWNLOAD", "LICENCE", "STATE"]
    return Terminal.table(
      [header]
        + listings.map { listing in
          [
            listing.isDefault ? "*" : "", Terminal.plain(listing.id), listing.from ?? "?",
            listing.to ?? "?", Terminal.plain(listing.formatText ?? "?"),
            listing.state == .available ? "-" : listing.size.map(Terminal.size) ?? "?",
            listing.download.flatMap { $0 > 0 ? Terminal.size($0) : nil } ?? "-",
            Terminal.plain(listing.licence ?? "unknown"), listing.state.rawValue,
          ]
        })
  }
}
