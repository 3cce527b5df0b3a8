/// Text as LaTeX.
struct LaTeXEscape: Sendable {
  /// Whether the source has typographic marks as characters, and not as `--` and ``` `` ```.
  let hasTypographicMarks: Bool
  /// Whether a closing bracket would end the argument.
  var isOptional = false

  func text(_ text: String) -> [UInt8] {
    var result = ""
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if result.isEmpty, scalar == "[" || scalar == "*" {
        // Behind a break it would be taken for its argument.
        result += "{\(scalar)}"
      } else if scalar == "-", last == "-" || last == "–" {
        result += "{}-"
      } else if scalar == "'", last == "'" || last == "’" {
        result += "{}'"
      } else if scalar == "\"" {
        result += last.properties.isWhitespace || "([{".unicodeScalars.contains(last) ? "``" : "''"
      } else if !hasTypographicMarks, let mark = Self.marks[scalar] {
        if last == "'" || last == "’", mark.hasPrefix("'") { result += "{}" }
        result += mark
      } else if isOptional, scalar == "]" {
        result += "{]}"
      } else if let escaped = Self.specials[scalar] {
        result += escaped
      } else if !(scalar.value < 0x20 && scalar != "\t" && scalar != "\n") {
        result.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    return Array(result.utf8)
  }

  private static let marks: [Unicode.Scalar: String] = [
    "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "…": "\\ldots{}",
  ]

  private static let specials: [Unicode.Scalar: String] = [
    "%": "\\%", "&": "\\&", "#": "\\#", "_": "\\_", "$": "\\$", "{": "\\{", "}": "\\}",
    "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}", "<": "\\textless{}",
    ">": "\\textgreater{}", "|": "\\textbar{}", "`": "\\textasciigrave{}", "\u{A0}": "~", "\u{202F}": "\\,",
    "\u{AD}": "\\-",
  ]
}
