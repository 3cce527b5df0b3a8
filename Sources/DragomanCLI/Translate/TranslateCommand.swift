import ArgumentParser
import Documents
import Dragoman
import Foundation
import Knowledge

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
        dragoman translate --glossary Glossaries/wipo-ip.csv minutes.txt
        dragoman translate --memory ours.dmem --style wipo report.docx
        dragoman translate --terms-out terms.csv report.docx      names alike throughout, and which

      Where no model goes from one language to the other, those that are installed are joined: \
      dragoman languages shows the routes.

      An argument that names a file is read; any other is the text itself. Texts are UTF-8, or \
      UTF-16 with a byte order mark. With several files, one that fails does not stop the others.

      Files that are documents come back as such: docx, xlsx, pptx, odt, ods, odp, EPUB and HTML (known by their content) and Markdown (by its \
      name's extension), with bold, links and notes where their words went.

      PDF becomes Word (report.pdf is written to report.en.docx beside it), or Markdown with --output NAME.md; LaTeX \
      stays LaTeX.

      XLIFF, TMX, PO and resx are filled where they lack a translation.

      Subtitles and transcripts (SRT, WebVTT, SBV, TTML, Whisper's JSON, minutes) keep their cues, times and \
      speakers; sentences are translated whole and laid back onto their cues.

      Of JSON, YAML, .properties, .strings, .xcstrings, CSV and TSV the values and columns that are prose are \
      translated; --keys, --skip-keys and --columns choose others.

        dragoman translate --keys '**.title' --skip-keys 'debug.**' app.json --output app.en.json
        dragoman translate --columns 2,Title parts.csv --output parts.en.csv
        dragoman translate page.html notes.md --output 'out/{name}.{to}.{ext}' --report report.json

      With --bilingual, source and translation stand side by side, for whoever reviews: a table (docx, html), lines (txt) \
      or a translation memory (tmx). Without --output, a.docx becomes a.zh-en.docx beside it.

        dragoman translate --bilingual report.docx
        dragoman translate --bilingual report.docx --output report.tmx

      \(ExitStatus.manual)
      """)

  @OptionGroup(title: "Languages") var languages: LanguageOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Transcripts") var transcripts: TranscriptArguments
  @OptionGroup(title: "Documents") var documents: DocumentArguments
  @OptionGroup(title: "Terms and memory") var knowledge: KnowledgeArguments
  @OptionGroup var domain: DomainArguments
  @OptionGroup var terms: TermListArguments
  @OptionGroup(title: "Style") var style: StyleArguments
  @OptionGroup(title: "Decoding") var decoding: DecodingArguments
  @OptionGroup(title: "Machine") var machine: MachineOptions

  @Argument(
    help: ArgumentHelp(
      "Text, or files; - is standard input, which is also read without any.", valueName: "text-or-file"),
    completion: .file())
  var inputs: [String] = []

  @Flag(help: "Take every argument for text, even where a file has that name.")
  var text = false

  func validate() throws {
    guard !isConsistent || !output.json && decoding.alternatives == 1 else {
      throw ValidationError("--consistent and --terms-out go without --json and --alternatives.")
    }
    guard decoding.alternatives == 1 || !output.review.bilingual else {
      throw ValidationError("--alternatives shows sentences: it goes without --bilingual.")
    }
  }

  private var isConsistent: Bool { documents.consistent || terms.termsOut != nil }

  func run() async throws {
    let command = self
    try await CommandRun.run { try await command.translateAll() }
  }

  private func translateAll() async throws {
    let inputs = try TranslationInput.parse(self.inputs, asText: text)
    let fileName = output.fileName(forInputs: inputs.count)
    let reading = try documentOptions(fileName)
    let types = try inputs.map { input in
      output.json
        ? OutputType()
        : try OutputType(of: input, format: output.format, options: reading, output: fileName)
    }
    let destinations = try OutputPlan(
      path: output.output, inputs: inputs, target: languages.to, types: types)
    let options = try decodingOptions()
    let translator = try machine.translator(languages)
    let domains = try domain.choice(from: reading.source, to: reading.target)
    var failures: [String] = []
    var done: [(report: DocumentReport, terms: [DocumentTerm])] = []
    for (index, input) in inputs.enumerated() {
      do {
        let bytes = try input.bytes()
        var options = options
        if let domains { options = try addition(for: input, bytes, domains).added(to: options) }
        if let document = try document(input, bytes) {
          let result = try await document.translate(
            with: translator, reading: reading, options: options)
          let url = destinations.url(at: index, from: result.report.from)
          try write(result.bytes, to: url)
          if output.output == nil, let url {
            Terminal.note("\(input.name): written to \(url.path)")
          }
          note(result.report, name: input.name)
          done.append((result.report, result.terms))
        } else {
          let result = try await translate(
            input.text(of: bytes), called: input.name, with: translator, options: options)
          try write(result, to: destinations.url(at: index, from: result.from))
        }
      } catch let error where inputs.count > 1 && !(error is CancellationError) {
        _ = CommandRun.report(error)
        failures.append(input.name)
      }
    }
    try terms.write(done)
    if let path = output.report { try DocumentReportWriter(path: path).write(done.map(\.report)) }
    guard failures.isEmpty else {
      Terminal.note("\(failures.count) of \(inputs.count) inputs failed: \(failures.joined(separator: ", "))")
      throw ExitStatus.failure.code
    }
  }

  private func addition(for input: TranslationInput, _ bytes: Data, _ domains: DomainChoice) throws
    -> DomainAddition
  {
    let domain = try domains.domain(of: try DocumentText.of(input, bytes))
    if domains.fixed == nil { Terminal.note("\(input.name): \(domain.rawValue)") }
    return try machine.addition(for: domain, of: domains)
  }

  /// - Returns: nil for what goes the way of plain text, as everything does whose sentences are asked for.
  private func document(_ input: TranslationInput, _ bytes: Data) throws -> DocumentInput? {
    if output.json || decoding.alternatives > 1 { return nil }
    return try DocumentInput(
      input, bytes, format: output.format,
      takesText: output.report != nil || output.review.bilingual || isConsistent)
  }

  /// - Parameter fileName: the output's, where it says what kind of file is wanted.
  private func documentOptions(_ fileName: String?) throws -> DocumentOptions {
    var options = DocumentOptions(
      source: try languages.from.map { try LanguageTag($0) }, target: try LanguageTag(languages.to))
    options.transcripts = transcripts.options
    documents.apply(to: &options)
    // A list of terms has what was kept.
    if isConsistent { options.keepsTerms = true }
    options.rebuilt = output.rebuilt
    options.bilingual = output.review.form(for: fileName)
    return options
  }

  private func decodingOptions() throws -> TranslationOptions {
    var options = decoding.options
    options.via = languages.pivots
    options.style = try style.style()
    try knowledge.apply(
      to: &options, from: try languages.from.map { try LanguageTag($0) }, to: try LanguageTag(languages.to))
    return options
  }

  private func note(_ report: DocumentReport, name: String) {
    if output.stats {
      Terminal.note(
        String(format: "%d units, %d words in %.2f s", report.units, report.words, report.seconds))
    }
    guard output.report == nil else { return }
    for warning in DocumentReportWriter.warnings(of: report) {
      Terminal.note("\(name): \(Terminal.plain(warning))")
    }
  }

  private func translate(
    _ source: String, called name: String, with translator: Translator, options: TranslationOptions
  ) async throws -> Translation {
    let bar = ProgressBar()
    defer { bar.finish() }
    var options = options
    options.returnsAlignment = output.alignments
    let result = try await translator.translate(
      source, from: languages.from, to: languages.to, options: options
    ) { progress in
      bar.update(
        label: name,
        fraction: Double(progress.completedSentences) / Double(max(progress.totalSentences, 1)),
        detail: "\(progress.completedSentences) of \(progress.totalSentences) sentences")
    }
    bar.finish()
    if output.stats { Terminal.note(TranslationReport.timing(of: result)) }
    for warning in TranslationReport.warnings(of: result) { Terminal.note("\(name): \(warning)") }
    return result
  }

  private func write(_ document: Data, to url: URL?) throws {
    guard let url else {
      let isText = String(validating: document, as: UTF8.self) != nil
      try FileHandle.standardOutput.write(
        contentsOf: isText && document.last != 0x0A ? document + Data("\n".utf8) : document)
      return
    }
    try OutputFile.write(document, to: url)
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
      try OutputFile.write(Data(text.utf8), to: url)
    } else {
      try Terminal.write(text)
    }
  }
}
