import ArgumentParser
import Foundation

/// Which lines of which file are measured.
struct SourceOptions: ParsableArguments {
  @Option(help: "Source text, one sentence a line.") var src: String
  @Option(help: "Only each Nth line.") var every = 1
  @Option(help: "Only the first N of those (0: all).") var limit = 0

  func validate() throws {
    guard every > 0 else { throw ValidationError("--every takes 1 or more") }
    guard limit >= 0 else { throw ValidationError("--limit takes 0 or more") }
  }

  /// The lines to measure.
  func lines() throws -> [String] {
    let lines = try Self.lines(of: src)
    let sample = stride(from: 0, to: lines.count, by: every).map { lines[$0] }
    let chosen = limit > 0 ? Array(sample.prefix(limit)) : sample
    guard !chosen.isEmpty else { throw BenchmarkError.noLines(path: src) }
    return chosen
  }

  /// All lines of a file. They end at "\n" alone, as the peers and sacrebleu read them.
  static func lines(of path: String) throws -> [String] {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw BenchmarkError.unreadableText(path: path, reason: error.localizedDescription)
    }
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
