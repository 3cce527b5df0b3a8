import ArgumentParser
import Dragoman
import Foundation

struct BatchArguments: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write to this folder; beside the folder, with the target language (and bilingual) behind its name, when absent.",
      valueName: "folder"),
    completion: .directory)
  var output: String?

  @Option(help: "What files are called there: {name}, {to} and {ext} stand for name, language and extension.")
  var names = "{name}.{ext}"

  @Option(help: "Only files that match, such as '*.docx' or 'annexes/*'; may be given again.")
  var only: [String] = []

  @Option(help: "Not files that match; may be given again.")
  var skip: [String] = []

  @Option(
    name: .customLong("job"),
    help: ArgumentHelp(
      "Keep the job in this file; .dragoman-job.sqlite in the output folder when absent.", valueName: "file"),
    completion: .file())
  var path: String?

  @Option(
    help:
      "Write a report on each document to this file, as JSON when it is called .json; - is standard error.",
    completion: .file())
  var report: String?

  @OptionGroup var review: BilingualArguments

  @Flag(help: "List the files with their formats, units and words, and write nothing.")
  var dryRun = false

  @Flag(help: "Then go on with what comes into the folder, until Ctrl-C.")
  var watch = false

  @Flag(help: "Forget what was done and begin anew.")
  var restart = false

  @Flag(help: "Write over files in the output folder that are not of this job.")
  var overwrite = false

  func validate() throws {
    guard !(dryRun && watch) else { throw ValidationError("--dry-run goes without --watch.") }
  }

  func outputFolder(for folder: URL, target: LanguageTag) -> URL {
    if let output { return URL(fileURLWithPath: output, isDirectory: true).standardizedFileURL }
    let end = review.bilingual ? "-bilingual" : ""
    return folder.deletingLastPathComponent()
      .appendingPathComponent("\(folder.lastPathComponent)-\(target.code)\(end)", isDirectory: true)
  }

  func jobFile(output: URL) -> URL {
    path.map { URL(fileURLWithPath: $0).standardizedFileURL }
      ?? output.appendingPathComponent(".dragoman-job.sqlite")
  }
}
