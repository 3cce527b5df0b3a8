import ArgumentParser
import Documents
import Dragoman
import Foundation

/// Where the terms go that documents have used alike throughout.
struct TermListArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the terms of --consistent to a CSV file, to be reviewed and used with --glossary; implies it.",
      valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var termsOut: String?

  func write(_ documents: [(report: DocumentReport, terms: [DocumentTerm])]) throws {
    guard let termsOut else { return }
    let report = documents.first?.report
    var text = "\(report?.from ?? "und"),\(report?.to ?? "und"),status,note\n"
    // Of several documents the first says what a term is called.
    var seen: Set<String> = []
    for term in documents.flatMap(\.terms) where seen.insert(term.source).inserted {
      let others = term.others.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        "\($0.key) (\($0.value))"
      }
      let note = "\(term.count) times" + (others.isEmpty ? "" : "; also: " + others.joined(separator: ", "))
      text += [term.source, term.target, "preferred", note].map(Self.cell).joined(separator: ",") + "\n"
    }
    try OutputFile.write(Data(text.utf8), to: URL(fileURLWithPath: termsOut))
    Terminal.note("\(termsOut): \(seen.count) terms")
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
