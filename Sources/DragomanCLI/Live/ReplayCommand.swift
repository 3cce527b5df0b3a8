import ArgumentParser
import Documents
import Dragoman
import Foundation
import Live

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Play a recorded transcript as if it were live, and measure.",
    discussion: """
      Words come one by one in the recording's own timing, as from a speech recogniser; each segment is a sentence. \
      A text without times is read at an even pace, a sentence a line.

        dragoman replay --from zh --to en session.srt
        dragoman replay --from en --to fr --stability append --speed 4 talk.vtt --plot lag.svg
        dragoman replay --from zh --to en --pace 250 minutes.txt --finals minutes.en.txt

      Lags are in seconds of the recording, computing included. Erasure is what was taken back of what had been shown, \
      by the length of the finals: words, or characters of Chinese and Japanese.

      \(ExitStatus.manual)
      """)

  @OptionGroup(title: "Languages") var languages: LanguageOptions
  @OptionGroup(title: "Terms and memory") var knowledge: KnowledgeArguments
  @OptionGroup var domain: DomainArguments
  @OptionGroup(title: "Style") var style: StyleArguments
  @OptionGroup(title: "Machine") var machine: MachineOptions

  @Option(help: "append, balanced, fast or sentence: how much may change before a reader's eyes.")
  var stability = Stability.balanced

  @Option(help: "2 plays twice as fast.")
  var speed = 1.0

  @Option(help: "Of a text without times: words a minute, of Chinese and Japanese characters. [150, 250]")
  var pace: Double?

  @Option(help: "Hypotheses for whole sentences.")
  var beamSize = LiveLimits().beamSize

  @Option(help: "Play this many sessions side by side.")
  var sessions = 1

  @Option(help: "Play this many sentences only.")
  var most: Int?

  @Option(help: "Write the final translations to this file, a line each.", completion: .file())
  var finals: String?

  @Option(help: "Draw the lag of each final as a picture (SVG).", completion: .file())
  var plot: String?

  @Flag(help: "Print the measures as JSON.")
  var json = false

  @Argument(
    help: "A transcript (SRT, WebVTT, SBV, TTML, recognisers' JSON, minutes), or a text.", completion: .file()
  )
  var input: String

  func validate() throws {
    guard languages.from != nil else { throw ValidationError("--from names the language that is spoken.") }
    guard speed > 0, speed.isFinite, pace ?? 1 > 0 else {
      throw ValidationError("--speed and --pace take numbers above 0.")
    }
    guard (1...64).contains(sessions) else { throw ValidationError("--sessions takes 1 to 64.") }
    guard most ?? 1 > 0 else { throw ValidationError("--most takes a number above 0.") }
  }

  func run() async throws {
    let command = self
    try await CommandRun.run { try await command.replay() }
  }

  private func replay() async throws {
    let target = try LanguageTag(languages.to)
    let source = try languages.from.map { try LanguageTag($0) }
    var recording = try read(source: source, target: target)
    if let most { recording.segments = Array(recording.segments.prefix(most)) }
    guard !recording.segments.isEmpty else {
      throw DocumentError(.damaged, file: input, reason: "has nothing to say")
    }
    var options = TranslationOptions()
    options.via = languages.pivots
    try knowledge.apply(to: &options, from: source, to: target)
    options.style = try style.style()
    try domain.apply(to: &options, from: source, to: target, on: machine)
    let engine = TranslatorLiveEngine(try machine.translator(languages), options: options)
    // A model that loads is no lag.
    if let source { _ = try await engine.translate("1.", from: source, to: target, hint: SentenceHint()) }
    var limits = LiveLimits()
    limits.beamSize = beamSize
    limits.interval = limits.interval / speed
    let all = LiveSessions(engine: engine, limits: limits)
    let bar = ProgressBar()
    let replay = Replay(
      SessionConfiguration(source: source, targets: [target], stability: stability), speed: speed)
    let traces = try await withThrowingTaskGroup(of: ReplayTrace.self) { [recording, sessions, speed] group in
      for number in 0..<sessions {
        group.addTask {
          // Sessions do not begin at the same moment.
          try await Task.sleep(for: .seconds(Double(number) * 0.37 / speed))
          return try await replay.run(recording, over: LocalChannel(LiveConnection(sessions: all))) {
            _, time in
            if number == 0 { bar.update(label: "replay", fraction: time / max(recording.duration, 0.001)) }
          }
        }
      }
      var traces: [ReplayTrace] = []
      for try await trace in group { traces.append(trace) }
      return traces
    }
    bar.finish()
    let measures = traces.map { ReplayMeasures($0, target: target) }
    try show(measures)
    guard let first = traces.first else { return }
    if let finals {
      let lines = first.finals(target).map { $0.text.replacing("\n", with: " ") + "\n" }
      try OutputFile.write(Data(lines.joined().utf8), to: URL(fileURLWithPath: finals))
    }
    if let plot {
      try OutputFile.write(Data(LagPlot(measures[0].finals).svg.utf8), to: URL(fileURLWithPath: plot))
    }
  }

  private func read(source: LanguageTag?, target: LanguageTag) throws -> Recording {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: input))
    let document = DocumentSource(bytes, name: input)
    let pace = pace ?? (source?.isSpaced == false ? 250 : 150)
    if let format = try? FormatRegistry.standard.format(of: document), format.name != "txt" {
      let sentences = try DocumentTranslator.spokenSentences(
        of: document, options: DocumentOptions(source: source, target: target))
      return Recording(sentences, unitsPerMinute: pace)
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    return Recording(sentences: lines, unitsPerMinute: pace)
  }

  private func show(_ measures: [ReplayMeasures]) throws {
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      for measure in measures { print(String(decoding: try encoder.encode(measure), as: UTF8.self)) }
    } else {
      print(MeasureTable(measures).text)
    }
  }
}

extension Stability: ExpressibleByArgument {}
