import Documents
import Dragoman
import Foundation

/// Reports of documents: JSON for a file called `.json`, else text.
struct DocumentReportWriter {
  /// Warnings named before the rest are only counted.
  private static let shownWarnings = 20

  /// A file, or `-` for standard error.
  let path: String

  func write(_ reports: [DocumentReport]) throws {
    if path == "-" {
      Terminal.note(Self.text(of: reports))
      return
    }
    let url = URL(fileURLWithPath: path)
    try OutputFile.write(
      url.pathExtension.lowercased() == "json"
        ? Self.json(of: reports) : Data((Self.text(of: reports) + "\n").utf8),
      to: url)
  }

  static func json(of reports: [DocumentReport]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(reports) + Data("\n".utf8)
  }

  static func text(of reports: [DocumentReport]) -> String {
    reports.flatMap { report in
      [
        "\(report.file ?? "document") (\(report.format)), \(report.from) → \(report.to):"
          + " \(report.units) units, \(report.words) words, \(report.characters) characters,"
          + " \(report.untranslated) untranslated, \(report.unsureTags) unsure tags"
      ] + warnings(of: report).map { "  " + $0 }
    }.map(Terminal.plain).joined(separator: "\n")
  }

  /// One line for each thing to look at.
  static func warnings(of report: DocumentReport) -> [String] {
    let lines = report.warnings.prefix(shownWarnings).map { warning in
      let place = warning.span.map { ", bytes \($0.lowerBound)–\($0.upperBound)" } ?? ""
      return "\(warning.unit)\(place): \(warning.message)"
    }
    let rest = report.warnings.count - lines.count
    return rest > 0 ? lines + ["\(rest) more warnings: --report FILE.json has them all"] : Array(lines)
  }
}
