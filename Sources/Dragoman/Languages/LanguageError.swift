/// A language that the library does not know, with the closest ones that it does.
public struct LanguageError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was asked for, cut to its first 40 characters.
  public let spelling: String
  /// Known codes that may have been meant, the likeliest first; at most three.
  public let suggestions: [String]

  public var description: String {
    let message = spelling.isEmpty ? "no language given" : "unknown language '\(spelling)'"
    guard !suggestions.isEmpty else { return message }
    let quoted = suggestions.map { code in
      "'\(code)'" + (LanguageRecord.byCode[code].map { " (\($0.englishName))" } ?? "")
    }
    return "\(message); did you mean \(quoted.joined(separator: ", "))?"
  }
}
