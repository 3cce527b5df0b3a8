import Dragoman
import Foundation

/// What is said of a translation beside its text.
enum TranslationReport {
  /// `41 sentences, 1,203 tokens in 3.42 s (352 tokens/s), zh → fr via en (2 models)`
  static func timing(of result: Translation) -> String {
    let timings = result.timings
    let rate = timings.decoding > 0 ? Double(timings.targetTokens) / timings.decoding : 0
    let route = "\(result.from) → \(result.to) \(RouteTable.way(of: result.route))"
    return String(
      format: "%d sentences, %d tokens in %.2f s (%.0f tokens/s)", result.sentences.count,
      timings.targetTokens, timings.total, rate) + ", " + Terminal.plain(route)
  }

  /// Sentences named before the rest are only counted: a terminal is no place for thousands.
  private static let shownWarnings = 20

  /// One line for each sentence that a reader should look at.
  static func warnings(of result: Translation) -> [String] {
    let flagged = result.sentences.enumerated().filter { !$0.element.warnings.isEmpty }
    let lines = flagged.prefix(shownWarnings).map { index, sentence in
      let start = Terminal.plain(String(sentence.source.prefix(24)))
      return "sentence \(index + 1) (\(start)…): \(sentence.warnings.map(\.message).joined(separator: "; "))"
    }
    let rest = flagged.count - lines.count
    return rest > 0 ? lines + ["\(rest) more sentences have warnings: --json shows them all"] : lines
  }

  /// One line of JSON.
  static func json(of result: Translation) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(result), as: UTF8.self) + "\n"
  }

  /// Each sentence with its translations, best first, behind their scores.
  static func alternatives(of result: Translation) -> String {
    result.sentences.map { sentence in
      let lines = sentence.ranked.map { String(format: "  %7.3f  ", $0.score) + $0.text }
      return sentence.source + "\n" + lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
