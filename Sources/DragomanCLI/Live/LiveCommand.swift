import ArgumentParser
import Documents
import Dragoman
import DragomanClient
import Foundation
import Live

struct LiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live", abstract: "Translate text while it is being spoken or written.",
    discussion: """
      Reads standard input, or a file that grows, and shows source and translation side by side: what stays in plain \
      letters, what may change dim. Into a pipe go finished translations, a line each.

        recogniser | dragoman live --from zh --to en
        dragoman live --from en --to fr,es --follow captions.txt
        dragoman live --from zh --to en --server tls://captions.example:7700 --key KEY < captions.ndjson

      The input: each line is a segment, and a line without its end one that is being spoken. Or JSON, an object a \
      line, as recognisers give revisions, speakers and times:

        {"seg": 1, "rev": 1, "text": "会议现在", "speaker": "Chair", "t0": 0.4}
        {"seg": 1, "rev": 2, "text": "会议现在开始。", "final": true, "t0": 0.4, "t1": 2.1}
        {"type": "term", "op": "add", "source": "产权组织", "target": "WIPO"}

      Ctrl-C ends the session: what was said is translated first. A second one ends it at once.

      \(ExitStatus.manual)
      """)

  @OptionGroup(title: "Languages") var languages: LanguageOptions
  @OptionGroup(title: "Terms and memory") var knowledge: KnowledgeArguments
  @OptionGroup var domain: DomainArguments
  @OptionGroup(title: "Style") var style: StyleArguments
  @OptionGroup(title: "Machine") var machine: MachineOptions

  @Option(help: "append, balanced, fast or sentence: how much may change before a reader's eyes.")
  var stability = Stability.balanced

  @Option(help: "A term that holds, as SOURCE=TARGET; may come several times.")
  var term: [String] = []

  @Option(help: "Hypotheses for whole sentences.")
  var beamSize = LiveLimits().beamSize

  @Option(
    help: ArgumentHelp(
      "Translate on a server: HOST, HOST:PORT, tls://HOST:PORT.", valueName: "address"))
  var server: String?

  @Option(help: "A key of the server; DRAGOMAN_KEY in the environment does as well.")
  var key: String?

  @Option(help: "Certificates to trust besides the system's (PEM).", completion: .file())
  var certificates: String?

  @Flag(help: "The file may grow: read on behind its end, until Ctrl-C.")
  var follow = false

  @Option(
    help: ArgumentHelp(
      "At the end, write the transcript in both languages to this file: .srt, .vtt, .docx, .tmx or .json. {to} stands for the language.",
      valueName: "file"),
    completion: .file())
  var export: String?

  @Flag(help: "Print all that the session says as JSON lines.")
  var json = false

  @Flag(help: "Print finished translations only, a line each, on a terminal too.")
  var lines = false

  @Argument(help: "A text or JSON lines; - or nothing is standard input.", completion: .file())
  var input: String?

  func validate() throws {
    guard !follow || input != nil && input != "-" else {
      throw ValidationError("--follow goes with a file's name.")
    }
    guard !(json && lines) else { throw ValidationError("--json and --lines exclude each other.") }
    for term in term { _ = try Self.term(term) }
    if let export {
      guard Self.form(of: export) != nil else {
        throw ValidationError("--export takes a name that ends in .srt, .vtt, .docx, .tmx or .json.")
      }
      guard targets.count == 1 || export.contains("{to}") else {
        throw ValidationError("--export into several languages needs {to} in its name.")
      }
    }
    guard server != nil || key == nil && certificates == nil else {
      throw ValidationError("--key and --certificates go with --server.")
    }
    guard server == nil || knowledge.isEmpty && domain.domains == nil else {
      throw ValidationError(
        "--glossary, --memory and --domains are the server's own affair with --server; --term, --domain and --style go there."
      )
    }
    _ = try domain.named()
  }

  func run() async throws {
    let command = self
    try await CommandRun.run { try await command.live() }
  }

  private var targets: [String] {
    languages.to.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private func live() async throws {
    let source = try languages.from.map { try LanguageTag($0) }
    let targets = try targets.map { try LanguageTag($0) }
    if let input, input != "-", !FileManager.default.fileExists(atPath: input) {
      throw InputError.noSuchFile(input)
    }
    let input = try LiveInput(input, follows: follow)
    let channel = try await channel(source, targets)
    let view = view(targets)
    let run = LiveRun(channel, targets: targets, view: view)
    var configuration = SessionConfiguration(source: source, targets: targets, stability: stability)
    if server != nil {
      configuration.domain = try domain.named()
      _ = try style.style()
      configuration.style = style.names
    }
    do {
      try await run.run(
        [.config(configuration)] + term.map { .term(try Self.term($0)) }, input: input,
        feed: LiveFeed(limit: LiveLimits().lineBytes), showsUnfinished: view is LiveScreen || json || follow)
    } catch {
      // What has come so far is not lost with the rest.
      try? write(await run.finals, targets)
      throw error
    }
    try write(await run.finals, targets)
  }

  private func view(_ targets: [LanguageTag]) -> any LiveView {
    if json { return LiveMessages() }
    return lines || !Terminal.drawsOutput ? LiveLines(targets: targets.map(\.code)) : LiveScreen()
  }

  private func channel(_ source: LanguageTag?, _ targets: [LanguageTag]) async throws -> any LineChannel {
    if let server {
      let key = key ?? ProcessInfo.processInfo.environment["DRAGOMAN_KEY"]
      return try LiveClient(ServerAddress(server), key: key, certificates: certificates)
    }
    var options = TranslationOptions()
    options.via = languages.pivots
    try knowledge.apply(to: &options, from: source, to: targets[0])
    options.style = try style.style()
    try domain.apply(to: &options, from: source, to: targets[0], on: machine)
    let engine = TranslatorLiveEngine(
      try machine.translator(from: languages.from, to: targets[0].code), options: options)
    if let source {
      for target in targets where target.language != source.language {
        // A model that loads while somebody speaks would be late.
        _ = try await engine.translate("1.", from: source, to: target, hint: SentenceHint())
      }
    }
    var limits = LiveLimits()
    limits.beamSize = beamSize
    // Nobody pings in one process.
    limits.silence = .seconds(1 << 30)
    return LocalChannel(LiveConnection(sessions: LiveSessions(engine: engine, limits: limits)))
  }

  private func write(_ finals: [ServerMessage.Final], _ targets: [LanguageTag]) throws {
    guard let export, let form = Self.form(of: export) else { return }
    for target in targets {
      let transcript = SessionTranscript(target: target, finals: finals.filter { $0.target == target })
      let name = export.replacing("{to}", with: target.code)
      try OutputFile.write(try transcript.written(as: form), to: URL(fileURLWithPath: name))
    }
  }

  private static func form(of name: String) -> SessionExport? {
    name.lastIndex(of: ".").flatMap {
      SessionExport(rawValue: name[name.index(after: $0)...].lowercased())
    }
  }

  private static func term(_ text: String) throws -> ClientMessage.TermChange {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex,
      text.index(after: equals) < text.endIndex
    else { throw ValidationError("--term takes SOURCE=TARGET, not “\(text)”.") }
    return .init(.add, source: String(text[..<equals]), target: String(text[text.index(after: equals)...]))
  }
}
