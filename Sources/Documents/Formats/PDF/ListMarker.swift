/// What stands before an item of a list.
struct ListMarker {
  private(set) var kind: PDFParagraph.Kind
  /// The line without it; nil where it stood alone.
  private(set) var rest: PDFText.Line?

  init?(_ line: PDFText.Line) {
    guard let first = line.words.first?.text else { return nil }
    if Self.bullets.contains(first) {
      kind = .bullet
    } else if line.words.count > 1, Self.isNumber(first) {
      kind = .numbered(first)
    } else {
      return nil
    }
    rest = PDFText.Line(Array(line.words.dropFirst()))
  }

  private static let bullets: Set<String> = [
    "•", "◦", "▪", "■", "●", "○", "·", "‣", "⁃", "-", "–", "*", "\u{F0B7}", "\u{F0A7}", "➢", "✓", "❖",
    "\u{2219}",
  ]

  /// `1.`, `12)`, `(a)`, `iv.`
  private static func isNumber(_ text: String) -> Bool {
    guard text.utf8.count <= 6, let last = text.last, last == "." || last == ")" else { return false }
    let body = text.dropLast().drop { $0 == "(" }
    guard !body.isEmpty else { return false }
    if body.allSatisfy({ $0.isASCII && $0.isNumber }) { return body.count <= 2 }
    // A capital and a full stop are an initial.
    return last == ")"
      ? body.count == 1 && body.allSatisfy(\.isLetter) || isRoman(body) : body.count > 1 && isRoman(body)
  }

  private static func isRoman(_ text: Substring) -> Bool { text.allSatisfy { "ivx".contains($0) } }
}
