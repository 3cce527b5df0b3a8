import ArgumentParser
import Dragoman

struct LanguagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "languages",
    abstract: "Show what can be translated now: directly, or through other languages.",
    discussion: """
      dragoman languages                  all routes, by source
      dragoman languages --from zh        where Chinese can go
      dragoman languages --to fr --json

      A route is made of the models that are installed and of conversions between Simplified and \
      Traditional Chinese. BLEU is what the models declare, and for several what is to be expected \
      of them together. More routes come with more models: see dragoman models list.
      """)

  @Option(help: "Only routes from this language.")
  var from: String?

  @Option(help: "Only routes to this language.")
  var to: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var storeOptions: StoreOptions

  func run() async throws {
    let command = self
    try await CommandRun.run { try command.show() }
  }

  private func show() throws {
    let translator = try Translator(store: try storeOptions.store())
    let source = try from.map { try LanguageTag($0) }
    let target = try to.map { try LanguageTag($0) }
    let all = translator.routes
    let routes = all.filter { route in
      Self.matches(route.from, source) && Self.matches(route.to, target)
    }
    if json { return try Terminal.show(json: routes) }
    if !routes.isEmpty { Terminal.show(RouteTable.text(routes)) }
    if all.allSatisfy({ $0.models.isEmpty }) {
      Terminal.note("No model is installed.\n  next: dragoman models install")
    } else if routes.isEmpty {
      let sides = [source.map { "from \($0.englishName)" }, target.map { "to \($0.englishName)" }]
      Terminal.note(
        "No route \(sides.compactMap(\.self).joined(separator: " ")).\n  next: dragoman models list")
    }
    if routes.isEmpty { throw ExitStatus.notFound.code }
  }

  /// `zh` asks for Chinese in any script, `pt-BR` for whatever serves it.
  private static func matches(_ tag: LanguageTag, _ wanted: LanguageTag?) -> Bool {
    guard let wanted else { return true }
    if wanted.script == nil, wanted.region == nil { return tag.language == wanted.language }
    guard let distance = LanguageMatcher.distance(from: wanted, to: tag) else { return false }
    return distance <= 2
  }
}
