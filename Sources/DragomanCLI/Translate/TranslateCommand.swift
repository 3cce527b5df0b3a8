import ArgumentParser
import Dragoman
import Foundation

struct TranslateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate", abstract: "Translate text from arguments, files or standard input.",
    discussion: """
      Paragraphs, indents, list markers and line ends stay as they are; URLs, document symbols, \
      placeholders and footnote marks come out byte for byte.

        dragoman translate 会议开始了。
        dragoman translate --from zh --to en minutes.txt --output minutes.en.txt
        dragoman translate *.txt --output translated/
        cat notes.txt | dragoman translate --to en --json
        dragoman translate --from zh --to fr --via en minutes.txt
        dragoman translate --from zh --to zh-Hant minutes.txt

      Where no model goes from one language to the other, those that are installed are joined: \
      dragoman languages shows the routes.

      An argument that names a file is read; any other is the text itself. Files are UTF-8, or \
      UTF-16 with a byte order mark. With several files, one that fails does not stop the others.

      \(ExitStatus.manual)
      """)

  @OptionGroup(title: "Languages") var languages: LanguageOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Decoding") var decoding: DecodingArguments
  @OptionGroup(title: "Machine") var machine: MachineOptions

  @Argument(
    help: ArgumentHelp(
      "Text, or files; - is standard input, which is also read without any.", valueName: "text-or-file"),
    completion: .file())
  var inputs: [String] = []

  @Flag(help: "Take every argument for text, even where a file has that name.")
  var text = false

  func run() async throws {
    let command = self
    try await CommandRun.run { try await command.translateAll() }
  }

  private func translateAll() async throws {
    let inputs = try TranslationInput.parse(self.inputs, asText: text)
    let destinations = try OutputPlan(path: output.output, inputs: inputs, target: languages.to)
    let translator = try machine.translator(languages)
    var failures: [String] = []
    for (index, input) in inputs.enumerated() {
      do {
        let result = try await translate(input, with: translator)
        try write(result, to: destinations.url(at: index))
      } catch let error where inputs.count > 1 && !(error is CancellationError) {
        _ = CommandRun.report(error)
        failures.append(input.name)
      }
    }
    guard failures.isEmpty else {
      Terminal.note("\(failures.count) of \(inputs.count) inputs failed: \(failures.joined(separator: ", "))")
      throw ExitStatus.failure.code
    }
  }

  private func translate(_ input: TranslationInput, with translator: Translator) async throws -> Translation {
    let source = try input.read()
    let bar = ProgressBar()
    defer { bar.finish() }
    var options = decoding.options
    options.via = languages.pivots
    options.returnsAlignment = output.alignments
    let result = try await translator.translate(
      source, from: languages.from, to: languages.to, options: options
    ) { progress in
      bar.update(
        label: input.name,
        fraction: Double(progress.completedSentences) / Double(max(progress.totalSentences, 1)),
        detail: "\(progress.completedSentences) of \(progress.totalSentences) sentences")
    }
    bar.finish()
    if output.stats { Terminal.note(TranslationReport.timing(of: result)) }
    for warning in TranslationReport.warnings(of: result) { Terminal.note("\(input.name): \(warning)") }
    return result
  }

  private func write(_ result: Translation, to url: URL?) throws {
    let text: String
    if output.json {
      text = try TranslationReport.json(of: result)
    } else if decoding.alternatives > 1 {
      text = TranslationReport.alternatives(of: result)
    } else {
      // A text that came without a line end gets one on the screen, none in a file.
      text = url == nil && !result.text.hasSuffix("\n") ? result.text + "\n" : result.text
    }
    if let url {
      try AtomicFile.write(Data(text.utf8), to: url)
    } else {
      try Terminal.write(text)
    }
  }
}
