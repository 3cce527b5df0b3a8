/// The quotation marks of a language.
enum QuotationStyle {
  private static let marks: [String: (open: String, close: String)] = [
    "en": ("“", "”"), "fr": ("«\u{A0}", "\u{A0}»"), "es": ("«", "»"), "pt": ("“", "”"), "ru": ("«", "»"),
    "ar": ("«", "»"), "zh": ("“", "”"), "it": ("«", "»"), "de": ("„", "“"),
  ]

  /// Pairs on one level; where marks do not pair, or stand in each other, all stay.
  static func edits(in text: String, of language: String) -> [TextEdits.Edit] {
    guard let wanted = marks[language] else { return [] }
    let scalars = Array(text.unicodeScalars)
    var edits: [TextEdits.Edit] = []
    var open: Int?
    for (place, scalar) in scalars.enumerated() {
      switch scalar {
      case "\"" where open == nil, "“" where open == nil, "«", "„":
        guard open == nil else { return [] }
        open = place
      case "\"", "”", "“", "»":
        guard let start = open, start + 1 < place else { return [] }
        var (first, last) = (start + 1, place)
        while first < last, scalars[first].isSpace { first += 1 }
        while last > first, scalars[last - 1].isSpace { last -= 1 }
        edits.append(.init(range: start..<first, replacement: wanted.open))
        edits.append(.init(range: last..<place + 1, replacement: wanted.close))
        open = nil
      default: break
      }
    }
    return open == nil ? edits : []
  }
}
