import Batch
import Foundation

/// A job's line of progress: `12 of 300 files, 850 words/s, 3 min left`.
struct BatchProgressLine: Sendable {
  private let bar = ProgressBar()

  func read(_ count: Int, of total: Int) {
    bar.update(
      label: "reading", fraction: Double(count) / Double(max(1, total)), detail: "\(count) of \(total) files")
  }

  func update(_ progress: BatchProgress) {
    bar.update(
      label: "translating", fraction: Double(progress.completedWords) / Double(max(1, progress.words)),
      detail: Self.detail(of: progress))
  }

  func finish() { bar.finish() }

  static func detail(of progress: BatchProgress) -> String {
    var parts = ["\(progress.completedFiles + progress.failedFiles) of \(progress.files) files"]
    if progress.failedFiles > 0 { parts[0] += ", \(progress.failedFiles) failed" }
    if let rate = progress.wordsPerSecond { parts.append("\(Int(rate)) words/s") }
    if let left = progress.secondsLeft { parts.append("\(duration(left)) left") }
    return parts.joined(separator: ", ")
  }

  static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded())) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    case ..<360_000: String(format: "%.1f h", seconds / 3600)
    default: "days"
    }
  }
}
