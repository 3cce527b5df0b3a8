import Dragoman
import Foundation

/// The pairs to score, out of arguments, two files, or lines with a tab on standard input.
enum ScoringInput {
  static func pairs(texts: [String], source: String?, target: String?) throws -> [ScoringPair] {
    if texts.count == 2 { return [ScoringPair(source: texts[0], target: texts[1])] }
    guard let source, let target else {
      return try pairs(tabbed: TranslationInput.standardInput.read(), name: "standard input")
    }
    return try pairs(
      source: try lines(of: source), named: source, target: try lines(of: target), named: target)
  }

  static func pairs(
    source: [String], named sourceName: String, target: [String], named targetName: String
  ) throws(ScoringError) -> [ScoringPair] {
    guard source.count == target.count else {
      let isSourceLonger = source.count > target.count
      throw .lineCounts(
        longer: isSourceLonger ? sourceName : targetName, lines: max(source.count, target.count),
        shorter: isSourceLonger ? targetName : sourceName, shorterLines: min(source.count, target.count))
    }
    return zip(source, target).map { ScoringPair(source: $0, target: $1) }
  }

  static func pairs(tabbed text: String, name: String) throws(ScoringError) -> [ScoringPair] {
    var pairs: [ScoringPair] = []
    for (index, line) in lines(in: text).enumerated() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 2 else { throw .tabs(name, line: index + 1, found: fields.count - 1) }
      pairs.append(ScoringPair(source: String(fields[0]), target: String(fields[1])))
    }
    return pairs
  }

  private static func lines(of path: String) throws -> [String] {
    let input: TranslationInput =
      path == "-" ? .standardInput : .file(URL(fileURLWithPath: path))
    if case .file(let url) = input, !FileManager.default.fileExists(atPath: url.path) {
      throw InputError.noSuchFile(path)
    }
    return lines(in: try input.read())
  }

  /// Lines end at "\n" or "\r\n"; the last may have no end.
  private static func lines(in text: String) -> [String] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0)) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

/// Sentences and translations that do not lie side by side.
enum ScoringError: ActionableError, Equatable {
  case lineCounts(longer: String, lines: Int, shorter: String, shorterLines: Int)
  case tabs(String, line: Int, found: Int)

  var message: String {
    switch self {
    case .lineCounts(let longer, let lines, let shorter, let shorterLines):
      "'\(longer)', line \(shorterLines + 1): '\(shorter)' ends before it "
        + "(\(lines) lines beside \(shorterLines))"
    case .tabs(let name, let line, let found):
      found == 0
        ? "\(name), line \(line): no tab between a sentence and its translation"
        : "\(name), line \(line): \(found) tabs, where one stands between a sentence and its translation"
    }
  }

  var nextStep: String? {
    switch self {
    case .lineCounts: "make line N of the one the translation of line N of the other"
    case .tabs: "give sentence, tab, translation, as paste makes it of two files"
    }
  }

  var exitStatus: ExitStatus { .badData }
}
