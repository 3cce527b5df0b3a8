import ArgumentParser
import Dragoman
import Foundation
import Terminology

struct GlossaryCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find duplicates, conflicts, letters of another script and terms that never match.",
    discussion: """
      dragoman glossary check Glossaries/wipo-ip.csv
      dragoman glossary check ours.tbx theirs.csv        several together, in their order
      dragoman glossary check --from en --to fr two-columns.tsv

      Reads CSV and TSV (the first row names the columns: languages by their codes, status, case, pos, domain, note; \
      several forms in a cell stand between " | "), TBX and TMX. Ends with 1 where glossaries contradict \
      themselves, and with 65 where one cannot be read.
      """)

  @Argument(help: ArgumentHelp("A glossary.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("Language of the first column of a table without names.", valueName: "language"))
  var from: String?

  @Option(help: ArgumentHelp("Language of the second column.", valueName: "language"))
  var to: String?

  @Flag(help: "Print JSON, an object for each finding.")
  var json = false

  func run() async throws {
    let command = self
    try await CommandRun.run { try command.check() }
  }

  private func check() throws {
    var file = GlossaryFile()
    if let from, let to { file.languages = (try LanguageTag(from), try LanguageTag(to)) }
    let entries = try files.flatMap { try file.read($0) }
    let findings = GlossaryCheck(entries).findings()
    if json {
      for finding in findings { try Terminal.show(json: Row(finding)) }
    } else {
      for finding in findings { Terminal.show(Terminal.plain(finding.description)) }
    }
    let languages = Set(entries.flatMap(\.forms.keys)).map(\.code).sorted()
    Terminal.note(
      "\(entries.count) entries in \(languages.joined(separator: ", ")): \(findings.count(where: \.isFault)) faults, "
        + "\(findings.count { !$0.isFault }) to look at")
    if findings.contains(where: \.isFault) { throw ExitStatus.failure.code }
  }

  private struct Row: Encodable {
    let kind: String
    let file: String?
    let line: Int?
    let language: String
    let form: String
    let reason: String
    let isFault: Bool

    init(_ finding: GlossaryFinding) {
      (kind, file, line) = (finding.kind.rawValue, finding.place?.file, finding.place?.line)
      (language, form, reason) = (finding.language.code, finding.form, finding.reason)
      isFault = finding.isFault
    }
  }
}
