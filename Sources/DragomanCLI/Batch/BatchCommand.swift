import ArgumentParser
import Batch
import Documents
import Dragoman
import Foundation

struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Translate a folder of documents; can be interrupted and gone on with.",
    discussion: """
      Every file in the folder and in the folders inside it, of any format that dragoman translate reads, is written to \
      the output folder under the same path. Files that are no documents are left out and counted.

        dragoman batch session-12 --to en --dry-run
        dragoman batch session-12 --to en
        dragoman batch inbox --from fr --to en --output outbox --watch
        dragoman batch site --to fr --only '*.html' --names '{name}.{to}.{ext}'
        dragoman batch session-12 --to en --bilingual --names '{name}.tmx'

      The job is kept in an SQLite file, so that the same command goes on after an interruption of whatever kind: what is \
      translated stays so, down to the paragraph. Run again later, it translates what is new or changed, tries what failed, \
      and leaves the rest alone. A file that fails stops no other: failures are listed at the end, and the exit code is \
      \(ExitStatus.failure.rawValue).

      \(ExitStatus.manual)
      """)

  @Argument(help: "The folder to translate.", completion: .directory)
  var folder: String

  @OptionGroup(title: "Languages") var languages: LanguageOptions
  @OptionGroup(title: "Job") var job: BatchArguments
  @OptionGroup(title: "Transcripts") var transcripts: TranscriptArguments
  @OptionGroup(title: "Documents") var documents: DocumentArguments
  @OptionGroup(title: "Terms and memory") var knowledge: KnowledgeArguments
  @OptionGroup var domain: DomainArguments
  @OptionGroup(title: "Style") var style: StyleArguments
  @OptionGroup(title: "Decoding") var decoding: DecodingArguments
  @OptionGroup(title: "Machine") var machine: MachineOptions

  func run() async throws {
    let command = self
    try await CommandRun.run { try await command.translateAll() }
  }

  private func translateAll() async throws {
    let settings = try settings()
    if job.dryRun { return try preview(settings) }
    let translator = try machine.translator(languages)
    let batch = try BatchJob(
      at: job.jobFile(output: URL(fileURLWithPath: settings.output)), settings: settings,
      restarts: job.restart,
      overwrites: job.overwrite)
    let line = BatchProgressLine()
    defer { line.finish() }
    try batch.survey(progress: { line.read($0, of: $1) })
    let files = try batch.files()
    guard job.watch || files.contains(where: { $0.state != .skipped }) else {
      throw BatchError.noFiles(settings.folder)
    }
    let engine = TranslatorEngine(translator, options: settings.translation)
    do {
      try await batch.run(with: engine) { line.update($0) }
      line.finish()
      if job.watch {
        Terminal.note(BatchListing(try batch.summary(), settings).text(naming: []))
        try await watch(batch, engine, line)
      }
    } catch is CancellationError where !job.watch {
      line.finish()
      try report(batch)
      Terminal.note("Run the same command again to go on.")
      throw CancellationError()
    } catch is CancellationError {
      // This is how watching ends.
      line.finish()
    }
    try report(batch)
    guard try batch.summary().failures.isEmpty else { throw ExitStatus.failure.code }
  }

  private func watch(_ batch: BatchJob, _ engine: TranslatorEngine, _ line: BatchProgressLine) async throws {
    Terminal.note("Watching \(batch.settings.folder); Ctrl-C ends it.")
    try await batch.watch(with: engine, progress: { line.update($0) }) { files in
      line.finish()
      for file in files { Terminal.note(BatchListing.line(of: file)) }
    }
  }

  private func report(_ batch: BatchJob) throws {
    let summary = try batch.summary()
    if let path = job.report { try DocumentReportWriter(path: path).write(summary.reports) }
    Terminal.note(BatchListing(summary, batch.settings).text())
  }

  private func preview(_ settings: BatchSettings) throws {
    let line = BatchProgressLine()
    defer { line.finish() }
    let files = try BatchJob.preview(settings) { line.read($0, of: $1) }
    line.finish()
    Terminal.show(BatchListing.table(of: files))
    guard !files.contains(where: { $0.state == .failed }) else { throw ExitStatus.failure.code }
  }

  private func settings() throws -> BatchSettings {
    guard decoding.alternatives == 1 else {
      throw ValidationError("--alternatives is for dragoman translate: a document holds one translation.")
    }
    let folder = URL(fileURLWithPath: self.folder, isDirectory: true).standardizedFileURL
    let target = try LanguageTag(languages.to)
    var reading = DocumentOptions(source: try languages.from.map { try LanguageTag($0) }, target: target)
    reading.transcripts = transcripts.options
    documents.apply(to: &reading)
    reading.bilingual = job.review.form(for: job.names)
    var settings = BatchSettings(
      folder: folder, output: job.outputFolder(for: folder, target: target), documents: reading)
    settings.names = job.names
    settings.included = job.only
    settings.excluded = job.skip
    settings.translation = decoding.options
    settings.translation.via = languages.pivots
    settings.translation.style = try style.style()
    try knowledge.apply(to: &settings.translation, from: reading.source, to: target)
    try domain.apply(to: &settings.translation, from: reading.source, to: target, on: machine)
    return settings
  }
}
