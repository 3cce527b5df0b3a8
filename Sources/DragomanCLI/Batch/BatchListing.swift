import Batch
import Documents
import Foundation

/// A job in words.
struct BatchListing {
  /// Files named before the rest are only counted.
  private static let shownFiles = 100

  private let summary: BatchSummary
  private let settings: BatchSettings

  init(_ summary: BatchSummary, _ settings: BatchSettings) {
    self.summary = summary
    self.settings = settings
  }

  /// The counts, and each failure with its reason.
  func text(naming failures: [BatchSummary.Failure]? = nil) -> String {
    let failures = failures ?? summary.failures
    let words = summary.reports.reduce(0) { $0 + $1.words }
    let warnings = summary.reports.reduce(0) { $0 + $1.warnings.count }
    var counts = ["\(summary.reports.count) files done (\(words) words)"]
    if !summary.failures.isEmpty { counts.append("\(summary.failures.count) failed") }
    if !summary.skipped.isEmpty { counts.append("\(summary.skipped.count) that are no documents left out") }
    if !summary.waiting.isEmpty { counts.append("\(summary.waiting.count) waiting") }
    if warnings > 0 { counts.append("\(warnings) warnings: --report FILE.json has them") }
    let lines =
      failures.prefix(Self.shownFiles).map { "failed: \($0.path): " + Self.text(of: $0.failure) }
      + (failures.count > Self.shownFiles ? ["\(failures.count - Self.shownFiles) more failed"] : [])
      + ["\(settings.output): " + counts.joined(separator: ", ")]
    return lines.map(Terminal.plain).joined(separator: "\n")
  }

  private static func text(of failure: FileFailure) -> String {
    failure.message + (failure.advice.map { " (next: \($0))" } ?? "")
  }

  /// What became of one file.
  static func line(of file: JobFile) -> String {
    let result =
      switch file.state {
      case .done: "done" + (file.output.map { ", \($0)" } ?? "")
      case .failed: "failed: " + (file.failure.map(text) ?? "")
      case .skipped: "no document"
      case .waiting, .working: "waiting"
      }
    return Terminal.plain("\(file.path): \(result)")
  }

  /// What a job would find: a line a file, and the sum.
  static func table(of files: [JobFile]) -> String {
    var rows = [["FORMAT", "UNITS", "WORDS", "FILE"]]
    var sum = (units: 0, words: 0, files: 0)
    for file in files {
      if let survey = file.survey {
        rows.append([survey.format, "\(survey.units)", "\(survey.words)", Terminal.plain(file.path)])
        sum = (sum.units + survey.units, sum.words + survey.words, sum.files + 1)
      } else {
        let reason = file.failure.map { "cannot be read: \($0.message)" } ?? "no document"
        rows.append(["-", "-", "-", Terminal.plain("\(file.path): \(reason)")])
      }
    }
    rows.append(["total", "\(sum.units)", "\(sum.words)", "\(sum.files) documents of \(files.count) files"])
    return Terminal.table(rows)
  }
}
